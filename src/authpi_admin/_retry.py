"""Which failures are tried again, and after how long."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from enum import Enum
from typing import Any, Literal, TypedDict, cast

from authpi_admin.errors import ConfigurationError

LONGEST_WAIT = 60.0
"""Seconds. A longer `Retry-After` is the caller's to plan for: the error is raised and carries it."""
_LONGEST_BACKOFF = 8.0
_FAR_FUTURE = 10.0 * 366 * 24 * 3600  # keeps `retry_after` finite, whatever the header says
_SECONDS = re.compile(r"[0-9]+(\.[0-9]*)?|\.[0-9]+")
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Failure(Enum):
    """What became of an attempt."""

    NEVER_SENT = "connection refused, connect or pool timeout"
    RATE_LIMITED = "429"
    LOST = "sent, answer lost; 408, 502, 503, 504: it may have been done"
    IN_PROGRESS = "409 with Retry-After: the first request with this key still runs"
    ANSWERED = "any other answer"


_RETRIED = {  # a safe method, a request with an idempotency key, any other
    Failure.NEVER_SENT: (True, True, True),
    Failure.RATE_LIMITED: (True, True, True),
    Failure.LOST: (True, True, False),
    Failure.IN_PROGRESS: (False, True, False),
    Failure.ANSWERED: (False, False, False),
}


class RetryOptions(TypedDict, total=False):
    """How to retry: how many times at most, the first wait in seconds, and how waits grow."""

    limit: int
    delay: float
    backoff: Literal["exponential", "linear"]


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How often and how long to wait for another attempt.

    Attributes:
        limit: How many retries there may be.
        delay: The first wait, in seconds.
        linear: Whether waits grow by `delay` instead of doubling.
    """

    limit: int = 3
    delay: float = 1.0
    linear: bool = False

    def wait(self, retries: int, random: float) -> float:
        """Choose a wait by "full jitter", which spreads clients that failed together.

        Args:
            retries: How many retries there were.
            random: A number from 0 to 1.

        Returns:
            Seconds, 8 at most.
        """
        grown = self.delay * (retries + 1) if self.linear else self.delay * 2.0 ** min(retries, 30)
        return random * min(grown, _LONGEST_BACKOFF)


def retry_policy(retries: bool | RetryOptions | None) -> RetryPolicy:  # noqa: FBT001 - the option is one of these
    """Read the `retries` option of a client.

    Args:
        retries: `False` for none, `True` or `None` for the default, or the options.

    Returns:
        The policy.

    Raises:
        ConfigurationError: The option is none of these.
    """
    if retries is None or retries is True:
        return RetryPolicy()
    if retries is False:
        return RetryPolicy(limit=0)
    given = cast("object", retries)  # who has no type checker may pass anything
    options = cast("Mapping[str, Any]", given if isinstance(given, Mapping) else {"": given})
    limit, delay, backoff = options.get("limit", 3), options.get("delay", 1.0), options.get("backoff", "exponential")
    is_good = (
        options.keys() <= RetryOptions.__annotations__.keys()
        and type(limit) is int
        and limit >= 0
        and type(delay) in {int, float}
        and 0 <= delay < math.inf
        and backoff in ("exponential", "linear")
    )
    if not is_good:
        raise ConfigurationError(
            'retries takes True, False or {"limit": 3, "delay": 1.0, "backoff": "exponential"}, with a limit of 0 or '
            'more, a delay of 0 seconds or more and a backoff of "exponential" or "linear"'
        )
    return RetryPolicy(limit, delay, backoff == "linear")


def failure_of(status_code: int, retry_after: float | None) -> Failure:
    """Say what an answer that is no success means for the request.

    Args:
        status_code: The HTTP status.
        retry_after: What the answer asks for, in seconds.

    Returns:
        What became of the attempt.
    """
    if status_code == 429:  # noqa: PLR2004 - the table is about statuses
        return Failure.RATE_LIMITED
    if status_code in {408, 502, 503, 504}:
        return Failure.LOST
    if status_code == 409 and retry_after is not None:  # noqa: PLR2004 - as above
        return Failure.IN_PROGRESS
    return Failure.ANSWERED


def is_retried(failure: Failure, method: str, *, has_key: bool) -> bool:
    """Look a failure up in the table.

    Args:
        failure: What became of the attempt.
        method: The HTTP method.
        has_key: Whether the request carries an idempotency key.

    Returns:
        Whether to try again.
    """
    safe, keyed, other = _RETRIED[failure]
    return safe if method in _SAFE_METHODS else keyed if has_key else other


def parse_retry_after(text: str | None, now: float) -> float | None:
    """Read a `Retry-After` header (RFC 9110, section 10.2.3; fractions of seconds are taken too).

    Args:
        text: The header; `None` where there is none.
        now: Unix time, in seconds.

    Returns:
        Seconds to wait, never negative and always finite; `None` where the header says nothing that can be read.
    """
    if text is None:
        return None
    text = text.strip()
    if _SECONDS.fullmatch(text):
        return min(float(text), _FAR_FUTURE)
    try:
        moment = parsedate_to_datetime(text)
        # The oldest form of a date names no zone, which is UTC all the same.
        seconds = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() - now
    except (ValueError, OverflowError, TypeError, OSError):
        return None
    return min(max(seconds, 0.0), _FAR_FUTURE)
