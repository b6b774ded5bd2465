"""Provides the clock of the local Core API, and ids that sort by the time of their creation."""

import secrets
import string
import time
from collections.abc import Callable
from datetime import timedelta

_DIGITS = string.digits + string.ascii_lowercase
_WIDTH = {16: 32, 36: 25}  # number of digits of 128 bits


class Clock:
    """The clock of the local Core API. `now` returns Unix time in seconds; pass another function to freeze time."""

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        self._now = now
        self.offset: float = 0.0
        self.listeners: list[Callable[[], None]] = []  # called after every `advance`

    def time(self) -> float:
        """Return Unix time in seconds."""
        return self._now() + self.offset

    def ms(self) -> int:
        """Return Unix time in milliseconds, the unit of the API."""
        return int(self.time() * 1000)

    def advance(self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0) -> None:
        """Move time forward; everything that becomes due (expiry, webhook retries) happens before it returns."""
        step = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds).total_seconds()
        if step < 0:
            raise ValueError("time cannot be moved back: pass a sum that is not negative")
        self.offset += step
        for listener in self.listeners:
            listener()


class IdGenerator:
    """Generates ids that sort by the time of their creation: a prefix and a UUID of version 7 (RFC 9562)."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def new(self, prefix: str, base: int = 36) -> str:
        """Return an id with 32 hexadecimal or 25 base 36 digits, greater than all earlier ids."""
        # 48 bits of milliseconds, and the 12 bits of `rand_a` as a counter that carries into the milliseconds.
        self._last = max(self._clock.ms() << 12, self._last + 1)
        return prefix + _uuid7(self._last, secrets.randbits(62), base)

    def first(self, prefix: str, ms: float) -> str:
        """Return the lowest possible id of a time."""
        return prefix + _uuid7(max(0, int(ms)) << 12, 0, 36)


def _uuid7(tick: int, random: int, base: int) -> str:
    number = (tick >> 12) << 80 | 7 << 76 | (tick & 0xFFF) << 64 | 2 << 62 | random
    digits: list[str] = []
    for _ in range(_WIDTH[base]):
        number, digit = divmod(number, base)
        digits.append(_DIGITS[digit])
    return "".join(reversed(digits))
