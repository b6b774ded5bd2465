"""Decides which failures are retried, how often, and after how long."""

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
"""Seconds. The error of a response with a longer `Retry-After` is raised, with the time to wait."""
_LONGEST_BACKOFF = 8.0  # seconds
_FAR_FUTURE = 10.0 * 366 * 24 * 3600  # seconds; keeps `retry_after` finite, whatever the header contains
_REFILL = 0.2  # retries that a success gives back, as the AWS SDKs do
_SECONDS = re.compile(r"[0-9]+(\.[0-9]*)?|\.[0-9]+")
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Failure(Enum):
    """How an attempt failed."""

    NEVER_SENT = "connection refused, connect or pool timeout"
    RATE_LIMITED = "429"
    AMBIGUOUS = "sent, response lost; 408, 502, 503, 504: the API may have carried it out"
    IN_PROGRESS = "409 with Retry-After: the first request with this key still runs"
    FINAL = "any other response"


_RETRIED = {  # a safe method, a request with an idempotency key, any other
    Failure.NEVER_SENT: (True, True, True),
    Failure.RATE_LIMITED: (True, True, True),
    Failure.AMBIGUOUS: (True, True, False),
    Failure.IN_PROGRESS: (False, True, False),
    Failure.FINAL: (False, False, False),
}


class RetryOptions(TypedDict, total=False):
    """How to retry.

    Attributes:
        limit: The number of retries of one call; 3 by default.
        delay: The first wait, in seconds; 1.0 by default.
        backoff: Whether waits double or grow by `delay`; `"exponential"` by default.
        budget: How many retries all calls of a client may have used up at once; 100 by default, `None` for no limit.
            Each retry takes 1, a success gives 0.2 back, or what its own retries took. When it is used up, a call that
            fails is not retried.
    """

    limit: int
    delay: float
    backoff: Literal["exponential", "linear"]
    budget: int | None


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How often a call is retried, and how long it waits before each retry."""

    limit: int = 3
    delay: float = 1.0
    is_linear: bool = False
    budget: float = 100

    def wait(self, retries: int, random: float, retry_after: float | None) -> float:
        """Return the seconds to wait before another retry.

        Without `retry_after` it is at most 8 s, with "full jitter", which spreads clients that failed together; a
        `retry_after` may extend it.
        """
        grown = self.delay * (retries + 1) if self.is_linear else self.delay * 2.0 ** min(retries, 30)
        return max(random * min(grown, _LONGEST_BACKOFF), retry_after or 0.0)


class RetryBudget:
    """A token bucket for the retries of all calls of a client, so that an outage is not multiplied by its retries.

    With it, 1,000 calls against a server that is down send 1,100 requests instead of 4,000.
    """

    def __init__(self) -> None:
        """Start with nothing used."""
        self._used = 0.0

    def take(self, budget: float) -> bool:
        """Take one retry if the budget allows it, and return whether it did."""
        if self._used + 1 > budget:
            return False
        self._used += 1
        return True

    def give_back(self, retries: int) -> None:
        """Count a success after so many retries."""
        self.refund(retries or _REFILL)

    def refund(self, retries: float) -> None:
        """Give back retries that were taken."""
        self._used = max(self._used - retries, 0.0)


def retry_policy(retries: bool | int | RetryOptions | None) -> RetryPolicy:  # noqa: FBT001 - the option may be a bool
    """Return the policy for a client's `retries` option.

    Raises:
        ConfigurationError: The option is invalid.
    """
    given = cast("object", retries)  # without a type checker it may be anything
    if given is None or given is True:
        return RetryPolicy()
    if type(given) in {int, bool}:
        given = {"limit": int(cast("int", given))}
    options = cast("Mapping[str, Any]", given if isinstance(given, Mapping) else {"": given})
    limit, delay, backoff = options.get("limit", 3), options.get("delay", 1.0), options.get("backoff", "exponential")
    budget = options.get("budget", 100)
    is_valid = (
        options.keys() <= RetryOptions.__annotations__.keys()
        and type(limit) is int
        and limit >= 0
        and type(delay) in {int, float}
        and 0 <= delay < math.inf
        and backoff in ("exponential", "linear")
        and (budget is None or (type(budget) is int and budget >= 0))
    )
    if not is_valid:
        raise ConfigurationError(
            'retries must be True, False, a number of retries, or {"limit": 3, "delay": 1.0, "backoff": "exponential", '
            '"budget": 100}, with a limit of 0 or more, a delay of 0 seconds or more, a backoff of "exponential" or '
            '"linear" and a budget of 0 or more retries or None'
        )
    return RetryPolicy(limit, delay, backoff == "linear", math.inf if budget is None else budget)


def failure_of(status_code: int, retry_after: float | None) -> Failure:
    """Classify a response that is not a success."""
    if status_code == 429:  # noqa: PLR2004 - the table is about statuses
        return Failure.RATE_LIMITED
    if status_code in {408, 502, 503, 504}:
        return Failure.AMBIGUOUS
    if status_code == 409 and retry_after is not None:  # noqa: PLR2004 - as above
        return Failure.IN_PROGRESS
    return Failure.FINAL


def is_retried(failure: Failure, method: str, *, has_key: bool) -> bool:
    """Look a failure up in the table: `has_key` says whether the request carries an idempotency key."""
    safe, keyed, other = _RETRIED[failure]
    return safe if method in _SAFE_METHODS else keyed if has_key else other


def parse_retry_after(text: str | None, date: str | None, now: float) -> float | None:
    """Read a `Retry-After` header (RFC 9110, section 10.2.3); fractions of seconds are accepted too.

    Args:
        text: The header; `None` where the response has none.
        date: The response's `Date` header, which a date is compared with: this machine's clock may be wrong.
        now: Unix time in seconds, for a response without a valid `Date`.

    Returns:
        Seconds to wait, never negative and always finite; `None` where the header is invalid.
    """
    if text is None:
        return None
    text = text.strip()
    if _SECONDS.fullmatch(text):
        return min(float(text), _FAR_FUTURE)
    moment = _unix_time(text)
    if moment is None:
        return None
    sent = None if date is None else _unix_time(date)
    return min(max(moment - (now if sent is None else sent), 0.0), _FAR_FUTURE)


def _unix_time(text: str) -> float | None:
    try:
        moment = parsedate_to_datetime(text)
        # The oldest date format (asctime) has no time zone; it is UTC all the same (RFC 9110, section 5.6.7).
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError, TypeError, OSError):
        return None
