"""Decides which failures are retried, how often, and after what wait."""

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

MAX_WAIT = 60.0
"""Maximum wait before a retry, in seconds. With a longer `Retry-After`, the error is raised with `retry_after`. Chosen:
a caller should rather schedule a longer wait itself than have a task blocked."""
# Seconds. Chosen: the three default retries wait at most 1, 2 and 4 s, so this limits only policies with more retries.
_MAX_BACKOFF = 8.0
_FAR_FUTURE = 10.0 * 366 * 24 * 3600  # seconds, 10 years; keeps `retry_after` finite for any header
_BUDGET = 100  # retries: 500 tokens at 5 each, as in the "standard" retry mode of the AWS SDKs
_REFILL = 0.2  # retries that a success gives back: 1 token of 5, as in that mode
_SECONDS = re.compile(r"[0-9]+(\.[0-9]*)?|\.[0-9]+")
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Failure(Enum):
    """The kinds of failure of an attempt."""

    NEVER_SENT = "connection refused, connect or pool timeout"
    RATE_LIMITED = "429"
    AMBIGUOUS = "sent, response lost; 408, 502, 503, 504: the API may have processed it"
    IN_PROGRESS = "409 with Retry-After: the first request with this key is still running"
    FINAL = "any other response"


_RETRIED = {  # whether to retry: a safe method, a request with an idempotency key, any other request
    Failure.NEVER_SENT: (True, True, True),
    Failure.RATE_LIMITED: (True, True, True),
    Failure.AMBIGUOUS: (True, True, False),
    Failure.IN_PROGRESS: (False, True, False),
    Failure.FINAL: (False, False, False),
}


class RetryOptions(TypedDict, total=False):
    """Options of retries.

    Attributes:
        limit: Maximum number of retries of one call. Default: 3.
        delay: Upper limit of the first wait, in seconds. Default: 1.0.
        backoff: Whether the upper limit doubles (`"exponential"`) or grows by `delay` (`"linear"`) with each retry.
            Default: `"exponential"`.
        budget: Maximum number of retries that all calls of a client can have in use; `None` for no limit. Each retry
            uses 1, and a successful call returns what its own retries used, or else 0.2. While the budget is used up,
            failed calls are not retried. Default: 100.
    """

    limit: int
    delay: float
    backoff: Literal["exponential", "linear"]
    budget: int | None


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """The number of retries of a call, and the wait before each retry."""

    limit: int = 3
    delay: float = 1.0
    is_linear: bool = False
    budget: float = _BUDGET

    def wait(self, retries: int, random: float, retry_after: float | None) -> float:
        """Return the seconds to wait before the next retry.

        The wait is random, between 0 and an upper limit of at most 8 s, or `retry_after` if that is longer. This "full
        jitter" spreads the retries of clients that failed at the same time:
        https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
        """
        grown = self.delay * (retries + 1) if self.is_linear else self.delay * 2.0 ** min(retries, 30)
        return max(random * min(grown, _MAX_BACKOFF), retry_after or 0.0)


class RetryBudget:
    """A token bucket for the retries of all calls of a client, so that retries do not multiply the load of an outage.

    1,000 calls to a server that is down send 1,100 requests instead of 4,000.
    """

    def __init__(self) -> None:
        """Start with an unused budget."""
        self._used = 0.0

    def take(self, budget: float) -> bool:
        """Take one retry, if the budget allows it; return whether it does."""
        if self._used + 1 > budget:
            return False
        self._used += 1
        return True

    def give_back(self, retries: int) -> None:
        """Return the retries of a successful call, or a part of one if it had none."""
        self.refund(retries or _REFILL)

    def refund(self, retries: float) -> None:
        """Return retries that were taken but not sent."""
        self._used = max(self._used - retries, 0.0)


def retry_policy(retries: bool | int | RetryOptions | None) -> RetryPolicy:  # noqa: FBT001 - the option may be a bool
    """Return the policy for the option `retries`.

    Raises:
        ConfigurationError: The option is invalid.
    """
    given = cast("object", retries)  # callers without a type checker can pass any object
    if given is None or given is True:
        return RetryPolicy()
    if type(given) in {int, bool}:
        given = {"limit": int(cast("int", given))}
    options = cast("Mapping[str, Any]", given if isinstance(given, Mapping) else {"": given})
    limit, delay, backoff = options.get("limit", 3), options.get("delay", 1.0), options.get("backoff", "exponential")
    budget = options.get("budget", _BUDGET)
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
    """Classify a response whose status is not 2xx."""
    if status_code == 429:  # noqa: PLR2004 - a status
        return Failure.RATE_LIMITED
    if status_code in {408, 502, 503, 504}:
        return Failure.AMBIGUOUS
    if status_code == 409 and retry_after is not None:  # noqa: PLR2004 - as above
        return Failure.IN_PROGRESS
    return Failure.FINAL


def is_retried(failure: Failure, method: str, *, has_key: bool) -> bool:
    """Look up a failure in the table. `has_key` is whether the request has an idempotency key."""
    safe, keyed, other = _RETRIED[failure]
    return safe if method in _SAFE_METHODS else keyed if has_key else other


def parse_retry_after(text: str | None, date: str | None, now: float) -> float | None:
    """Parse a `Retry-After` header (RFC 9110, section 10.2.3). Fractions of seconds are accepted too.

    Args:
        text: The header; `None` if the response has none.
        date: The `Date` header of the response, from which a date is counted, since the local clock can be wrong.
        now: Unix time in seconds, for a response without a valid `Date`.

    Returns:
        Seconds to wait, 0 or more and finite; `None` if the header is missing or invalid.
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
    """Parse an HTTP date; return `None` if it is invalid."""
    try:
        moment = parsedate_to_datetime(text)
        # The obsolete asctime format has no time zone, and is in UTC (RFC 9110, section 5.6.7).
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError, TypeError, OSError):
        return None
