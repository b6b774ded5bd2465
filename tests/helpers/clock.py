"""A clock that tests control, and clients that use it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, cast

from authpi_admin._call.options import Clock
from authpi_admin._call.pipeline import Pipeline

if TYPE_CHECKING:
    from authpi_admin import AuthPIAdmin


def with_clock(admin: AuthPIAdmin, clock: Clock) -> AuthPIAdmin:
    """Return a copy of a client that uses another clock."""
    pipeline, client = cast("Pipeline", admin.core), cast("Any", admin)
    copied: AuthPIAdmin = client._copy(Pipeline(pipeline.state, pipeline.options, clock), client._account)
    return copied


class FakeClock:
    """Time that passes only when something sleeps.

    Attributes:
        now: Seconds, of both kinds of time.
        waits: How long each sleep was.
        random: The random number that scales waits, from 0 to 1.
    """

    def __init__(self) -> None:
        self.now = 1_764_547_200.25
        self.waits: list[float] = []
        self.random = 1.0
        self.clock = Clock(
            monotonic=lambda: self.now, wall=lambda: self.now, sleep=self._sleep, random=lambda: self.random
        )

    async def _sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)
