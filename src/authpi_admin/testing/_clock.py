"""Time as the local Core API sees it, and ids that sort by the time they were made."""

import secrets
import string
import time
from collections.abc import Callable
from datetime import timedelta

_DIGITS = string.digits + string.ascii_lowercase
_WIDTH = {16: 32, 36: 25}  # digits that 128 bits take


class Clock:
    """Time as the local Core API sees it: Unix seconds of `now`; pass a function of your own to freeze time."""

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        self._now = now
        self.offset: float = 0.0
        self.listeners: list[Callable[[], None]] = []  # called after every `advance`

    def time(self) -> float:
        """Unix time in seconds."""
        return self._now() + self.offset

    def ms(self) -> int:
        """Unix time in milliseconds, as the API writes it."""
        return int(self.time() * 1000)

    def advance(self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0) -> None:
        """Move time forward, never back; what falls due meanwhile (expiry, webhook retries) happens now."""
        step = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds).total_seconds()
        if step < 0:
            raise ValueError("time cannot be moved back: pass a sum that is not negative")
        self.offset += step
        for listener in self.listeners:
            listener()


class IdGenerator:
    """Makes ids that sort in the order in which they were made: UUIDs of version 7 (RFC 9562) behind a prefix."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def new(self, prefix: str, base: int = 36) -> str:
        """An id in 32 hexadecimal or 25 base 36 digits, greater than all before it."""
        # 48 bits of milliseconds and the 12 of rand_a as a counter, which carries into the milliseconds.
        self._last = max(self._clock.ms() << 12, self._last + 1)
        return prefix + _uuid7(self._last, secrets.randbits(62), base)

    def first(self, prefix: str, ms: float) -> str:
        """The lowest id that this time could have given."""
        return prefix + _uuid7(max(0, int(ms)) << 12, 0, 36)


def _uuid7(tick: int, random: int, base: int) -> str:
    number = (tick >> 12) << 80 | 7 << 76 | (tick & 0xFFF) << 64 | 2 << 62 | random
    digits: list[str] = []
    for _ in range(_WIDTH[base]):
        number, digit = divmod(number, base)
        digits.append(_DIGITS[digit])
    return "".join(reversed(digits))
