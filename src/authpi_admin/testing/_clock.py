"""The clock of a `CoreAPI`: real time until a test moves it."""

import time
from collections.abc import Callable
from datetime import timedelta


class Clock:
    """Time as the local Core API sees it: Unix seconds of `now`; pass a function of your own to freeze time."""

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        self._now = now
        self._offset = 0.0
        self.listeners: list[Callable[[], None]] = []
        """Called after every `advance`."""

    def time(self) -> float:
        """Unix time in seconds."""
        return self._now() + self._offset

    def ms(self) -> int:
        """Unix time in milliseconds, as the API writes it."""
        return int(self.time() * 1000)

    def advance(self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0) -> None:
        """Move time forward; what falls due meanwhile (expiry, webhook retries) happens now.

        Raises:
            ValueError: The sum is negative: ids and versions order by time, so it never runs back.
        """
        step = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds).total_seconds()
        if step < 0:
            raise ValueError("time cannot be moved back")
        self._offset += step
        for listener in self.listeners:
            listener()
