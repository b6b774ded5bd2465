"""Skips time instead of waiting, for an event loop and the clients in it."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Self

import pytest

from authpi_admin._call.options import Clock

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from types import TracebackType


class VirtualTime:
    """The time of the running event loop, as a context manager: real time and what was skipped.

    Attributes:
        waits: How long each wait for another attempt was.
        during_wait: Called while a client waits for another attempt.
    """

    def __init__(self) -> None:
        self.waits: list[float] = []
        self.during_wait: Callable[[], Awaitable[object]] | None = None
        self._skipped = 0.0
        self._patch = pytest.MonkeyPatch()

    def __enter__(self) -> Self:
        self._patch.setattr(asyncio.get_running_loop(), "time", self.now)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._patch.undo()

    @property
    def clock(self) -> Clock:
        """The same time for a client, with jitter at its longest."""
        return Clock(monotonic=self.now, wall=time.time, sleep=self._wait, random=lambda: 1.0)

    def now(self) -> float:
        """Return the time, in seconds."""
        return time.monotonic() + self._skipped

    def skip(self, seconds: float) -> None:
        """Let time pass: timeouts within it have expired."""
        self._skipped += seconds

    async def pause(self, seconds: float) -> None:
        """Let time pass, and run what is due."""
        self.skip(seconds)
        for _ in range(10):
            await asyncio.sleep(0)

    async def _wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        if self.during_wait is not None:
            await self.during_wait()
        await self.pause(seconds)
