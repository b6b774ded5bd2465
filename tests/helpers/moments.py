"""Time that is skipped instead of waited for: an event loop's, and that of the clients in it."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Self

import pytest

from authpi_admin._call.options import Clock

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from types import TracebackType


class Moments:
    """The time of the running event loop, as a context manager. It passes by itself, and in leaps.

    Attributes:
        waits: How long each wait for another attempt was.
        meanwhile: What happens while one waits for another attempt.
    """

    def __init__(self) -> None:
        """Start without a leap."""
        self.waits: list[float] = []
        self.meanwhile: Callable[[], Awaitable[object]] | None = None
        self._skipped = 0.0
        self._patch = pytest.MonkeyPatch()

    def __enter__(self) -> Self:
        """Take over the time of the loop."""
        self._patch.setattr(asyncio.get_running_loop(), "time", self.now)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Give it back."""
        self._patch.undo()

    @property
    def clock(self) -> Clock:
        """The same time for a client, with jitter at its longest."""
        return Clock(monotonic=self.now, wall=time.time, sleep=self.wait, random=lambda: 1.0)

    def now(self) -> float:
        """Give the time, in seconds."""
        return time.monotonic() + self._skipped

    def skip(self, seconds: float) -> None:
        """Let time pass: limits that end meanwhile have ended."""
        self._skipped += seconds

    async def wait(self, seconds: float) -> None:
        """Wait for the next attempt."""
        self.waits.append(seconds)
        if self.meanwhile is not None:
            await self.meanwhile()
        await self.pause(seconds)

    async def pause(self, seconds: float) -> None:
        """Let time pass, and what is due happen."""
        self.skip(seconds)
        for _ in range(10):
            await asyncio.sleep(0)
