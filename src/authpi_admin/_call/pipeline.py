"""Sends a call: adds the credential, waits at the gate, makes attempts, and returns a result or raises an error."""

from __future__ import annotations

import asyncio
import logging
import sys
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from authpi_core.request import Request, encode_query, encode_request_body, resolve_path

from authpi_admin import errors
from authpi_admin._call.credentials import is_in_callback
from authpi_admin._call.failures import connection_error, failed_response
from authpi_admin._call.headers import Headers, request_headers
from authpi_admin._call.options import Clock, Options, checked_seconds
from authpi_admin._call.reading import read_success
from authpi_admin._call.retry import MAX_WAIT, Failure, failure_of, is_retried
from authpi_admin._http.base_url import checked_url
from authpi_admin._http.protocol import Outgoing, Received, TransportFailure, UnreadableResponse
from authpi_admin._http.redaction import redact
from authpi_admin._http.single_flight import Interrupted

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping
    from contextlib import AbstractAsyncContextManager

    import httpx
    from authpi_core.reading import Result

    from authpi_admin._call.state import ClientState
    from authpi_admin._call.tracing import CallSpan
    from authpi_admin._http.protocol import Adapter

R = TypeVar("R")
T = TypeVar("T")
logger = logging.getLogger("authpi_admin")


@dataclass(slots=True, eq=False)
class ResponseInfo:
    """The status, the headers and the number of attempts of the response that a result was read from."""

    status_code: int
    headers: Mapping[str, str]
    attempts: int


captured_responses: ContextVar[list[ResponseInfo] | None] = ContextVar("authpi_admin_responses", default=None)
"""A list for the response of the call in this context, set by `with_raw_response`."""


@dataclass(slots=True, eq=False, repr=False)
class _Call:
    """One call: the request, and the state of its attempts."""

    operation: str
    method: str
    headers: Headers
    content: bytes | None
    timeout: float | httpx.Timeout
    ends_at: float | None
    is_secret: bool
    path: str = ""
    url: str = ""
    attempts: int = 0
    budget_taken: int = 0
    span: CallSpan | None = None

    def known(self) -> dict[str, Any]:
        """Return the attributes of `ApiError` that describe the call."""
        return {
            "method": self.method,
            "path": self.path,
            "attempts": self.attempts,
            "idempotency_key": self.headers.get("idempotency-key"),
        }


class Pipeline:
    """Implements `authpi_core.client.Core`, the client of endpoint functions, with retries and typed errors."""

    def __init__(
        self,
        state: ClientState,
        options: Options,
        clock: Clock | None = None,
        on_retry: Callable[[errors.ApiError], object] | None = None,
    ) -> None:
        """Store the state that a client and its copies share, and the options of one of them."""
        self.state = state
        self.options = options
        self.clock = clock or Clock()
        self._on_retry = on_retry
        accepted = {"accept": "application/json", "accept-encoding": "gzip, deflate"}
        self._base_headers = Headers({**accepted, **options.headers, "user-agent": state.connection.user_agent})

    def with_options(self, on_retry: Callable[[errors.ApiError], object] | None = None, **changes: Any) -> Pipeline:
        """Return a pipeline with other options and the same state."""
        return Pipeline(self.state, replace(self.options, **changes), self.clock, on_retry)

    async def send(self, request: Request, result: Result[R]) -> R:
        """Send a request, retry it if that is safe, and parse the response.

        Raises:
            ApiError: The call failed.
            ValueError: An id, a time, an ETag or a header is invalid. Nothing was sent.
            TypeError: The body cannot be encoded as JSON. Nothing was sent.
        """
        if "opentelemetry.trace" not in sys.modules:  # it is loaded in programs that use OpenTelemetry
            return await self._send(request, result, None)
        from authpi_admin._call.tracing import call_span  # noqa: PLC0415 - as above

        with call_span(request.operation, request.method, request.path, self.state.connection.base_url) as span:
            return await self._send(request, result, span)

    async def _send(self, request: Request, result: Result[R], span: CallSpan | None) -> R:
        """Send a request inside its span, if there is one."""
        call = self._prepare(request, is_secret=result.secret)
        call.span = span
        query = encode_query(request.query)
        call.path = await resolve_path(request, timeout=request.timeout, deadline=self._remaining(call))
        if span is not None:
            span.set_path(call.path)
        call.url = checked_url(f"{self.state.connection.base_url}{call.path}{'?' if query else ''}{query}")
        received = await self._respond(call)
        captured = captured_responses.get()
        if captured is not None:
            captured[:] = [ResponseInfo(received.status_code, received.headers, call.attempts)]
        return read_success(
            result, received, self.state.mismatches, call.operation, strict=self.options.strict, known=call.known()
        )

    def open_ahead(self) -> None:
        """Start opening the HTTP client, if an event loop is running, since a call will follow."""
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return
        self.state.connection.open_ahead()

    def spawn(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T] | None:
        """Start a task that ends with the client; return `None` if the client does not read ahead."""
        if self.options.read_ahead:
            return self.state.connection.spawn(work)
        work.close()
        return None

    def limited(self, seconds: float | None) -> AbstractAsyncContextManager[asyncio.Timeout]:
        """Limit the time of a `with` block, in seconds. Closing the client ends the block too."""
        return self.state.connection.limited(seconds, outlives_client=is_in_callback())

    def _prepare(self, request: Request, *, is_secret: bool) -> _Call:
        """Validate and encode a request."""
        options = self.options
        deadline = options.deadline
        if request.deadline is not None:
            deadline = checked_seconds("deadline", request.deadline)
        return _Call(
            operation=request.operation,
            method=request.method,
            headers=request_headers(self._base_headers, request),
            content=encode_request_body(request),
            timeout=options.timeout if request.timeout is None else checked_seconds("timeout", request.timeout),
            ends_at=None if deadline is None else self.clock.monotonic() + deadline,
            is_secret=is_secret,
        )

    async def _respond(self, call: _Call) -> Received:
        """Make attempts until one succeeds or is not retried."""
        credential = self.state.credential
        retries, was_renewed = 0, False
        while True:
            failure, outcome, version = await self._attempt(call)
            if isinstance(outcome, Received):
                self.state.budget.give_back(call.budget_taken)
                return outcome
            if isinstance(outcome, errors.AuthenticationError) and not was_renewed and credential.can_renew():
                was_renewed = True
                await self._renew(call, version, outcome)
                continue
            taken = call.budget_taken
            wait = self.options.retries.wait(retries, self.clock.random(), outcome.retry_after)
            if not self._may_retry(call, failure, outcome, retries, wait):
                raise outcome
            retries += 1
            try:
                await self._wait(call, outcome, retries, wait)
            except BaseException:  # cancelled or closed, so that the retry is not sent
                self.state.budget.refund(call.budget_taken - taken)
                raise

    def _may_retry(self, call: _Call, failure: Failure, error: errors.ApiError, retries: int, wait: float) -> bool:
        """Return whether to retry, and take the retry from the budget."""
        policy = self.options.retries
        if (
            retries >= policy.limit
            or not error.retryable
            or not is_retried(failure, call.method, has_key="idempotency-key" in call.headers)
            or wait > MAX_WAIT
            or (call.ends_at is not None and self.clock.monotonic() + wait >= call.ends_at)
        ):
            return False
        if failure is Failure.RATE_LIMITED and error.retry_after is not None:
            return True  # not limited by the budget, since `Retry-After` already paces these retries
        is_within_budget = self.state.budget.take(policy.budget)
        call.budget_taken += is_within_budget
        return is_within_budget

    async def _wait(self, call: _Call, error: errors.ApiError, retries: int, wait: float) -> None:
        """Log a retry and wait before it."""
        logger.info("%s %s: retry %d in %.3f s after %s", call.method, call.path, retries, wait, type(error).__name__)
        if self._on_retry is not None:
            self._on_retry(error)
        try:
            async with self.limited(None):
                await self.clock.sleep(wait)
        except TimeoutError:
            raise _closed(call) from None

    async def _attempt(self, call: _Call) -> tuple[Failure, Received | errors.ApiError, int]:
        """Send the request once; return how it failed, the response or the error, and the credential's version."""
        connection, credential = self.state.connection, self.state.credential
        if connection.is_closed and not is_in_callback():
            raise _closed(call)
        connection.check_usable()
        adapter = await self._adapter(call)
        if credential.is_missing:
            if not credential.can_renew():
                raise errors.AuthenticationError(
                    "no_credential", "the api_key function called this client, which has no API key yet", **call.known()
                )
            await self._renew(call, credential.version, None)
        # Calls that other calls wait for skip the gate, since those may occupy it.
        gate = None if call.operation == "me.get" or is_in_callback() else connection.gate
        if gate is not None:
            await self._enter(gate, call)
        try:
            self._check_open(adapter, call)  # again, since it may have been closed during the wait
            call.attempts += 1
            version = credential.authorize(call.headers)
            failure, outcome = await self._exchange(call, adapter)
        finally:
            if gate is not None:
                gate.release()
        return failure, outcome, version

    async def _adapter(self, call: _Call) -> Adapter:
        """Return the HTTP client, and open it before the first request."""
        connection = self.state.connection
        if connection.ready is not None:
            adapter = connection.ready
        else:
            try:
                async with self.limited(self._remaining(call)):
                    adapter = await connection.open()
            except (TimeoutError, Interrupted):
                raise self._unsent(call, "the HTTP client was created") from None
        return adapter

    def _check_open(self, adapter: Adapter, call: _Call) -> None:
        """Raise an error if the client is closed."""
        if self.state.connection.is_closed and not is_in_callback():
            raise _closed(call)
        if adapter.is_closed:
            raise errors.ClosedClientError(
                "client_closed", "the http_client is closed: create a new one, and a new AuthPIAdmin", **call.known()
            )

    async def _enter(self, gate: asyncio.Semaphore, call: _Call) -> None:
        """Wait in order for a free connection. Only the deadline limits the wait, since nothing was sent yet."""
        if not gate.locked():
            await gate.acquire()
            return
        try:
            async with self.limited(self._remaining(call)):
                await gate.acquire()
        except TimeoutError:
            raise self._unsent(call, "a connection was free") from None

    async def _exchange(self, call: _Call, adapter: Adapter) -> tuple[Failure, Received | errors.ApiError]:
        """Send the request and return the response, or the error and how it failed."""
        clock, connection = self.clock, self.state.connection
        limit = self._limit(call)
        outgoing = Outgoing(
            call.method, call.url, call.headers, call.content, _timeouts(call, limit), self.options.max_response_bytes
        )
        started, handled = clock.monotonic(), sys.exc_info()[1]
        failure = Failure.FINAL
        outcome: Received | errors.ApiError
        try:
            async with self.limited(limit):
                outcome = await adapter.send(outgoing)
        except asyncio.CancelledError as error:
            redact(error, until=handled)
            raise
        except (TransportFailure, TimeoutError) as error:
            if connection.is_closed:
                raise _closed(call) from None
            failure = Failure.AMBIGUOUS if outgoing.may_have_been_sent else Failure.NEVER_SENT
            outcome = connection_error(error, connection.base_url, call.known())
        except UnreadableResponse as error:
            raise errors.MalformedResponseError(
                "malformed_response", error.reason, status_code=error.status_code, **call.known()
            ) from None
        else:
            if not outcome.is_success:
                outcome = failed_response(outcome, clock.wall(), is_secret=call.is_secret, known=call.known())
                failure = failure_of(outcome.status_code, outcome.retry_after)
        _log(call, outcome, clock.monotonic() - started)
        if call.span is not None:
            call.span.add_attempt(call.attempts, outcome)
        return failure, outcome

    async def _renew(self, call: _Call, version: int, refused: errors.AuthenticationError | None) -> None:
        """Renew the credential, or raise the error `refused` if there is no new one."""
        error: errors.ApiError = refused or errors.AuthenticationError(
            "no_credential", "the api_key function returned no API key", **call.known()
        )
        running: asyncio.Timeout | None = None
        try:
            async with self.limited(self._remaining(call)) as running:
                has_changed = await self.state.credential.renew(version)
        except Interrupted:
            if self.state.connection.is_closed:
                raise _closed(call) from None
            error.error_description += " (and the callback for a new credential was cancelled)"
            raise error from None
        except Exception as cause:
            if running is not None and running.expired():
                raise self._unsent(call, "the credential was renewed") from None
            error.error_description += f" (and the callback for a new credential raised {type(cause).__name__})"
            raise error from cause
        if not has_changed:
            raise error

    def _unsent(self, call: _Call, event: str) -> errors.ApiError:
        """Return the error of a call that timed out, or whose client was closed, before the request was sent."""
        if self.state.connection.is_closed:
            return _closed(call)
        return errors.ApiTimeoutError("timeout", f"the deadline passed before {event}", retryable=True, **call.known())

    def _remaining(self, call: _Call) -> float | None:
        """Return the seconds until the deadline of the call; `None` without a deadline."""
        return None if call.ends_at is None else max(call.ends_at - self.clock.monotonic(), 0.0)

    def _limit(self, call: _Call) -> float | None:
        """Return the time limit of an attempt, in seconds; an `httpx.Timeout` limits its phases instead."""
        limits = [call.timeout if isinstance(call.timeout, int | float) else None, self._remaining(call)]
        return min((limit for limit in limits if limit is not None), default=None)


def _timeouts(call: _Call, limit: float | None) -> Mapping[str, float | None]:
    """Return the time limits of the phases of an attempt, in seconds."""
    if not isinstance(call.timeout, int | float):
        return call.timeout.as_dict()
    limit = call.timeout if limit is None else limit
    # Shorter for connecting than for the attempt: a connect timeout proves that nothing was sent, so that the request
    # can always be retried. 10 % was chosen as enough for the HTTP library to raise it first.
    connect = limit * 0.9
    return {"connect": connect, "pool": connect, "read": limit, "write": limit}


def _closed(call: _Call) -> errors.ClosedClientError:
    """Return the error of a call whose client is closed."""
    return errors.ClosedClientError(**call.known())


def _log(call: _Call, outcome: Received | errors.ApiError, seconds: float) -> None:
    """Log an attempt at DEBUG, without headers, body and query."""
    if logger.isEnabledFor(logging.DEBUG):
        logger.debug(
            "%s %s: %s in %.1f ms (attempt %d, reference %r)",
            call.method,
            call.path,
            outcome.status_code or "no response",
            seconds * 1000,
            call.attempts,
            getattr(outcome, "reference", None),
        )
