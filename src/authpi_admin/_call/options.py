"""Defines the options that can differ between a client and its copies, and the clock."""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from authpi_admin._call.headers import Headers
from authpi_admin._call.retry import RetryPolicy

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import httpx

Seconds = TypeVar("Seconds", bound="float | httpx.Timeout")

MAX_RESPONSE_BYTES = 64 * 2**20  # chosen: 100 rows of 640 KiB, and little enough for a container's memory
_LONGEST = 1e9  # seconds, 31 years; much larger values overflow when event loops convert them


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Clock:
    """Sources of time and randomness, which tests replace."""

    monotonic: Callable[[], float] = time.monotonic
    wall: Callable[[], float] = time.time
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    random: Callable[[], float] = random.random


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The options of a client, with the names of the arguments of `AuthPIAdmin`."""

    timeout: float | httpx.Timeout = 30.0
    deadline: float | None = None
    retries: RetryPolicy = field(default_factory=RetryPolicy)
    headers: Headers = field(default_factory=Headers)
    strict: bool = False
    read_ahead: bool = True
    max_response_bytes: int = MAX_RESPONSE_BYTES


def checked_seconds(name: str, value: Seconds) -> Seconds:
    """Return a valid time limit.

    Raises:
        ValueError: The value is not a positive number of seconds.
    """
    is_seconds = isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= _LONGEST
    if not is_seconds and not (name == "timeout" and hasattr(value, "as_dict")):
        shown = "that" if isinstance(value, int | float) and abs(value) > _LONGEST else repr(value)
        raise ValueError(f"{name} must be a number of seconds, greater than 0 and at most {_LONGEST:.0f}, not {shown}")
    return value


def checked_bytes(name: str, value: int) -> int:
    """Return a valid number of bytes.

    Raises:
        ValueError: The value is not a positive integer.
    """
    if type(value) is not int or value < 1:
        raise ValueError(f"{name} must be a number of bytes, an integer of 1 or more, not {value!r}")
    return value
