"""The way of one request: credential, attempts, retries, and the answer as a result or an error."""

from __future__ import annotations

import asyncio
import logging
import math
import random
import re
import sys
import time
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar, cast

from authpi_core.request import Request, encode_body, encode_query, resolve_path

from authpi_admin import errors
from authpi_admin._headers import Headers, request_headers
from authpi_admin._reading import Mismatch, read_failure, read_success
from authpi_admin._retry import LONGEST_WAIT, Failure, RetryPolicy, failure_of, is_retried

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Mapping

    import httpx
    from authpi_core.reading import Result

    from authpi_admin._connection import Connection
    from authpi_admin._http import HttpResponse

R = TypeVar("R")
T = TypeVar("T")
Seconds = TypeVar("Seconds", bound="float | httpx.Timeout")
logger = logging.getLogger("authpi_admin")

# What httpx and httpx2, and below them aiohttp, raise before they send anything.
_NEVER_SENT = frozenset(
    {"ConnectError", "ConnectTimeout", "PoolTimeout", "ProxyError", "UnsupportedProtocol"}
    | {"ClientConnectorError", "ConnectionTimeoutError"}
)
_QUOTE = re.compile(r"""\bb['"]|bytearray""")  # of bytes that were sent or came


@dataclass(slots=True, eq=False)
class Answer:
    """The answer behind a result.

    Attributes:
        status_code: The HTTP status.
        headers: The headers; names in any case.
        attempts: How many times the request was sent.
    """

    status_code: int
    headers: Mapping[str, str]
    attempts: int


answer_of: ContextVar[list[Answer] | None] = ContextVar("authpi_admin_answer", default=None)
"""Where the answer behind the result of this context's call is kept, for who asked for it."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Clock:
    """Time and chance, so that tests need not wait for them."""

    monotonic: Callable[[], float] = time.monotonic
    wall: Callable[[], float] = time.time
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    random: Callable[[], float] = random.random


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What may differ between a client and its copies; the attributes are those of `AuthPIAdmin`."""

    timeout: float | httpx.Timeout = 30.0
    deadline: float | None = None
    retries: RetryPolicy = field(default_factory=RetryPolicy)
    headers: Headers = field(default_factory=Headers)
    strict: bool = False
    read_ahead: bool = True
    clock: Clock = field(default_factory=Clock)


@dataclass(slots=True, eq=False, repr=False)
class _Call:
    """One call on its way: what is sent, and what is known of it."""

    method: str
    path: str
    url: str
    headers: Headers
    content: bytes | None
    timeout: float | httpx.Timeout
    ends_at: float | None
    secret: bool
    idempotency_key: str | None
    attempts: int = 0

    def known(self) -> dict[str, Any]:
        """Give what an error tells of the call."""
        return {
            "method": self.method,
            "path": self.path,
            "attempts": self.attempts,
            "idempotency_key": self.idempotency_key,
        }


class Transport:
    """What endpoint functions send with: `authpi_core.client.Core` with credentials, retries and typed errors."""

    def __init__(self, connection: Connection, options: Options) -> None:
        """Send over a connection.

        Args:
            connection: The HTTP client and the credential, shared with other transports.
            options: Timeouts, retries and headers.
        """
        self.connection = connection
        self.options = options
        accepted = {"accept": "application/json", "accept-encoding": "gzip, deflate"}
        self._base_headers = Headers({**accepted, **options.headers, "user-agent": connection.user_agent})

    async def send(self, request: Request, result: Result[R]) -> R:
        """Send a request, again where that is safe, and read its success.

        Args:
            request: What to send.
            result: How to read the body of a success.

        Returns:
            The result.

        Raises:
            ApiError: The call did not succeed.
            ValueError: An id, a time, an ETag or a header cannot be sent.
            TypeError: The body is no JSON.
        """
        call = await self._prepare(request, result)
        response = await self._answer(call)
        captured = answer_of.get()
        if captured is not None:
            captured[:] = [Answer(response.status_code, response.headers, call.attempts)]
        try:
            return read_success(result, response.content, response.headers.get("ETag"), strict=self.options.strict)
        except Mismatch as mismatch:
            raw = None if call.secret else response.content[:4096].decode(errors="replace")
            raise errors.MalformedResponseError(
                "malformed_response", str(mismatch), status_code=response.status_code, raw_body=raw, **call.known()
            ) from mismatch.__cause__

    def spawn(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T] | None:
        """Start reading ahead, unless the client is set not to.

        Args:
            work: What to do.

        Returns:
            The task, which ends with the client; `None` where nothing is read ahead.
        """
        if self.options.read_ahead:
            return self.connection.spawn(work)
        work.close()
        return None

    async def _prepare(self, request: Request, result: Result[Any]) -> _Call:
        options = self.options
        deadline = options.deadline
        if request.deadline is not None:
            deadline = checked_seconds("deadline", request.deadline)
        timeout = options.timeout
        if request.timeout is not None:
            timeout = checked_seconds("timeout", request.timeout)
        ends_at = None if deadline is None else options.clock.monotonic() + deadline
        headers = request_headers(self._base_headers, request)
        content = None if request.body is None else encode_body(request.body)
        query = encode_query(request.query)
        path = await self._path(request, deadline)
        return _Call(
            method=request.method,
            path=path,
            url=f"{self.connection.base_url}{path}{'?' if query else ''}{query}",
            headers=headers,
            content=content,
            timeout=timeout,
            ends_at=ends_at,
            secret=result.secret,
            idempotency_key=headers.get("idempotency-key"),
        )

    async def _path(self, request: Request, deadline: float | None) -> str:
        if deadline is None:
            return await resolve_path(request.path)
        try:
            async with asyncio.timeout(deadline):
                return await resolve_path(request.path)
        except TimeoutError as error:
            if isinstance(error, errors.ApiTimeoutError):
                raise
            raise errors.ApiTimeoutError(
                "timeout", "the account could not be found in time", retryable=True, method="GET", path="/v1/me"
            ) from None

    async def _answer(self, call: _Call) -> HttpResponse:
        """Make attempts until one is a success, or a failure that is not tried again."""
        clock, policy, credential = self.options.clock, self.options.retries, self.connection.credential
        retries, refreshed = 0, False
        while True:
            call.attempts += 1
            version = credential.authorize(call.headers)
            failure, outcome = await self._attempt(call)
            if not isinstance(outcome, errors.ApiError):
                return outcome
            if isinstance(outcome, errors.AuthenticationError) and not refreshed and credential.can_refresh():
                refreshed = True
                await self._refresh(call, version, outcome)
                continue
            wait = policy.wait(retries, clock.random()) if outcome.retry_after is None else outcome.retry_after
            if (
                retries >= policy.limit
                or not outcome.retryable
                or not is_retried(failure, call.method, has_key=call.idempotency_key is not None)
                or wait > LONGEST_WAIT
                or (call.ends_at is not None and clock.monotonic() + wait >= call.ends_at)
            ):
                raise outcome
            retries += 1
            logger.info(
                "%s %s: retry %d in %.3f s after %s", call.method, call.path, retries, wait, type(outcome).__name__
            )
            try:
                async with self.connection.limited(None):
                    await clock.sleep(wait)
            except TimeoutError:
                raise _closed(call) from None

    async def _attempt(self, call: _Call) -> tuple[Failure, HttpResponse | errors.ApiError]:
        """Send a request once. What went wrong is returned, not raised: whether it is final is not known here."""
        clock = self.options.clock
        if self.connection.is_closed:
            raise _closed(call)
        self.connection.check_usable()
        started = clock.monotonic()
        failure = Failure.ANSWERED
        outcome: HttpResponse | errors.ApiError
        handled = sys.exc_info()[1]
        try:
            response = await self.connection.exchange(
                call.method,
                call.url,
                headers=call.headers,
                content=call.content,
                extensions={"timeout": _phases(call.timeout)},
                limit=self._limit(call),
            )
        except asyncio.CancelledError as cancellation:
            _without_secrets(cancellation, handled)
            raise
        except errors.ConfigurationError:
            raise  # there is no HTTP client, and no later attempt will have one
        except Exception as error:  # noqa: BLE001 - whatever an HTTP client raises, there was no answer
            _without_secrets(error, handled)
            failure, outcome = self._no_answer(call, error)
        else:
            outcome = response
            if not response.is_success:
                outcome = read_failure(response, clock.wall(), secret=call.secret, **call.known())
                failure = failure_of(response.status_code, outcome.retry_after)
        _log(call, outcome, clock.monotonic() - started)
        return failure, outcome

    async def _refresh(self, call: _Call, version: int, refused: errors.ApiError) -> None:
        try:
            async with self.connection.limited(self._remaining(call)):
                await self.connection.credential.refresh(version)
        except Exception as cause:
            if self.connection.is_closed:
                raise _closed(call) from cause
            refused.error_description += f" (and there was no new access token: {type(cause).__name__})"
            raise refused from cause

    def _no_answer(self, call: _Call, error: Exception) -> tuple[Failure, errors.ApiError]:
        """Say what an exception of the HTTP client means: by name, since more than one library has these."""
        cause = error.__cause__
        # httpx-aiohttp calls a connection that was closed without an answer a timeout of connecting.
        told = cause if cause is not None and _is_of_aiohttp(cause) else error
        names = {kind.__name__ for kind in type(told).__mro__}
        if self.connection.is_closed:
            outcome: errors.ApiError = _closed(call)
        elif "TimeoutError" in names or "TimeoutException" in names:
            outcome = errors.ApiTimeoutError("timeout", "there was no answer in time", retryable=True, **call.known())
        else:
            description = f"there was no answer from {self.connection.base_url} ({type(error).__name__})"
            outcome = errors.ApiConnectionError("connection_error", description, retryable=True, **call.known())
        if _is_of_aiohttp(told):  # its repr shows the headers of the request, its text what came
            outcome.__cause__ = ConnectionError(type(told).__name__)
        else:
            outcome.__cause__ = error
        return Failure.LOST if names.isdisjoint(_NEVER_SENT) else Failure.NEVER_SENT, outcome

    def _remaining(self, call: _Call) -> float | None:
        return None if call.ends_at is None else max(call.ends_at - self.options.clock.monotonic(), 0.0)

    def _limit(self, call: _Call) -> float | None:
        seconds = call.timeout if isinstance(call.timeout, int | float) else None
        remaining = self._remaining(call)
        if seconds is None or remaining is None:
            return remaining if seconds is None else seconds
        return min(seconds, remaining)


def _closed(call: _Call) -> errors.ClosedClientError:
    return errors.ClosedClientError("client_closed", "the client is closed: make a new AuthPIAdmin", **call.known())


def _phases(timeout: float | httpx.Timeout) -> dict[str, float | None]:
    """Let connecting end a little before the attempt, so that a request that was never sent is known as such."""
    if isinstance(timeout, int | float):
        return {"connect": timeout * 0.9, "pool": timeout * 0.9, "read": timeout, "write": timeout}
    return timeout.as_dict()


def checked_seconds(name: str, value: Seconds) -> Seconds:
    """Check a limit of time.

    Args:
        name: What it limits.
        value: Seconds, or an HTTP client's limits.

    Returns:
        The same.

    Raises:
        ValueError: It is no positive, finite number of seconds.
    """
    is_seconds = isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < math.inf
    if not is_seconds and not (name == "timeout" and hasattr(value, "as_dict")):
        raise ValueError(f"{name} is a number of seconds greater than 0, not {value!r}")
    return value


def _is_of_aiohttp(error: BaseException) -> bool:
    return type(error).__module__.startswith("aiohttp")


def _without_secrets(error: BaseException, handled: BaseException | None) -> None:
    """Take off an exception and all that led to it the frames, whose variables hold headers, and texts that quote.

    What the caller was handling when it made the call is the caller's, and stays as it is.
    """
    known = {id(handled)}
    rest: list[BaseException | None] = [error]
    while rest:
        link = rest.pop()
        if link is not None and id(link) not in known:
            known.add(id(link))
            link.__traceback__ = None
            if _quotes(link.args):
                link.args = ()
            rest += [link.__cause__, link.__context__]
            if isinstance(link, BaseExceptionGroup):
                rest += cast("BaseExceptionGroup[BaseException]", link).exceptions


def _quotes(args: tuple[Any, ...]) -> bool:
    try:
        return _QUOTE.search(repr(args)) is not None
    except Exception:  # noqa: BLE001 - a repr is anybody's code
        return True


def _log(call: _Call, outcome: HttpResponse | errors.ApiError, seconds: float) -> None:
    if logger.isEnabledFor(logging.DEBUG):
        logger.debug(
            "%s %s: %s in %.1f ms (attempt %d, reference %r)",
            call.method,
            call.path,
            outcome.status_code or "no answer",
            seconds * 1000,
            call.attempts,
            getattr(outcome, "reference", None),
        )
