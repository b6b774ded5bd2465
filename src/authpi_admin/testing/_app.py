"""Implements the local Core API as an ASGI application."""

import asyncio
import logging
from threading import Condition, RLock
from typing import Any
from urllib.parse import unquote

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from authpi_admin.testing import _unknown_keys
from authpi_admin.testing._call import Call, Reply, as_json
from authpi_admin.testing._clock import Clock
from authpi_admin.testing._credentials import authenticate, authorize
from authpi_admin.testing._dispatcher import Sign, WebhookDispatcher
from authpi_admin.testing._document import Operation
from authpi_admin.testing._idempotency import IdempotencyKeys
from authpi_admin.testing._problem import HttpProblem, not_found
from authpi_admin.testing._request_log import Received, RequestLog
from authpi_admin.testing._resource import Resources
from authpi_admin.testing._resources.webhooks import Webhooks
from authpi_admin.testing._state import Options, State
from authpi_admin.testing._store import Ids, digest
from authpi_admin.testing._validation import read_body, read_parameters

_MAX_BODY_BYTES = 10 * 1024 * 1024
_log = logging.getLogger(__name__)


class Application:
    def __init__(self, clock: Clock, options: Options, sign: Sign) -> None:
        self.clock = clock
        """The clock, which a test can advance."""
        self.requests: list[Received] = []
        """The received requests, oldest first: the last 50,000, with the last 16 MiB of bodies."""
        self._options, self._sign = options, sign
        # The app can run in a server's thread while a test changes its state from another thread.
        self.lock: RLock = RLock()
        clock.listeners.append(self._expire)
        self._begin()

    def _begin(self) -> None:
        self.state: State = State(self.clock, self._options)
        self.resources: Resources = Resources(self.state)
        self.dispatcher: WebhookDispatcher = WebhookDispatcher(self.resources, Condition(self.lock), self._sign)
        self.resources.kind(Webhooks).dispatcher = self.dispatcher
        self.idempotency_keys: IdempotencyKeys = IdempotencyKeys(self.clock)
        self._requests = RequestLog()
        self.requests = self._requests.requests
        self._failures: list[HttpProblem] = []
        self._delay, self._drops = 0.0, 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            body = await _read(request)
        except ClientDisconnect:
            _log.debug("The client disconnected before the body of its %s request was complete.", request.method)
            return
        received = Received(request.method, scope["path"], request.url.query, dict(request.headers), body)
        self._requests.add(received)
        with self.lock:
            failure = self._failures.pop(0) if self._failures else None
        response = await self._respond(request, received, failure)
        received.status = response.status_code
        if failure is None and self._drops > 0:
            self._drops -= 1
            # The response is incomplete: a server closes the connection, and httpx's ASGITransport raises this error.
            await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"9")]})
            from httpx import RemoteProtocolError  # noqa: PLC0415 - takes 0.1 s, and few tests use it

            raise RemoteProtocolError("The test dropped this response.")
        await response(scope, receive, send)

    def _expire(self) -> None:
        with self.lock:
            self.resources.expire_due()

    async def _respond(self, request: Request, received: Received, failure: HttpProblem | None) -> Response:
        try:
            if failure is not None:
                await asyncio.sleep(self._delay)
                raise failure
            call, key = self._accept(request, received)
            reply, replayed = await self._perform(call, key, received)
        except HttpProblem as problem:
            return _json(as_json(problem.body()), problem.status, problem.headers)
        headers = {"idempotent-replayed": "true"} if replayed else {}
        if reply.etag is not None:
            headers["etag"] = reply.etag
        return _json(reply.content, call.operation.status, headers)

    def _accept(self, request: Request, received: Received) -> tuple[Call, str | None]:
        """Validate a request; return the call and its idempotency key."""
        operation, ids = self._route(request)
        with self.lock:
            self.resources.expire_due()
            caller = authenticate(self.resources, request.headers.getlist("authorization"))
        authorize(caller, operation, request.client.host if request.client else "")
        if received.body is None:
            raise HttpProblem(413, "invalid_request", "The body is larger than 10 MB.", headers={"connection": "close"})
        query = read_parameters(operation, "query", request.query_params.multi_items())
        headers = read_parameters(operation, "headers", request.headers.items())
        body = read_body(operation, received.body, request.headers.get("content-type", ""))
        _unknown_keys.report(self.state.document, operation, body, self._options.unknown_keys)
        known = {name: value for name, value in body.items() if name in operation.body.get("properties", {})}
        extra = {name: value for name, value in body.items() if name not in known}
        call = Call(self.state.document, operation, caller, ids, query, known, extra, headers.get("If-Match"))
        return call, headers.get("Idempotency-Key")

    def _route(self, request: Request) -> tuple[Operation, Ids]:
        raw_path: bytes = request.scope.get("raw_path") or request.scope["path"].encode()
        segments = [unquote(segment) for segment in raw_path.decode("latin-1").split("/")]
        found = self.state.document.match(segments[2:]) if segments[:2] == ["", "v1"] else None
        if found is None:
            raise not_found("route")
        operations, ids = found
        if request.method not in operations:
            headers = {"allow": ", ".join(sorted(operations))}
            raise HttpProblem(405, "method_not_allowed", "The route does not support this method.", headers=headers)
        return operations[request.method], ids

    async def _perform(self, call: Call, key: str | None, received: Received) -> tuple[Reply, bool]:
        """Return the reply to a call, and whether it is that of an earlier request with the same idempotency key."""
        account_id = call.caller.account_id
        keys = self.idempotency_keys  # `reset` replaces them
        if key is not None:
            with self.lock:
                kept = keys.begin(account_id, key, digest(f"{received.path} {received.body!r}"))
            if kept is not None:
                return kept, True
        kept = None
        try:
            kept = reply = await self._handle(call)
            # The key is in use until the response is sent. The response is stored even if the client has disconnected.
            await asyncio.sleep(self._delay)
        finally:
            if key is not None:
                with self.lock:
                    keys.end(account_id, key, kept)
        return reply, False

    async def _handle(self, call: Call) -> Reply:
        operation = call.operation
        resource = self.resources[self.state.document.collection_group(operation)]
        plain = resource.act if operation.verb in resource.actions else getattr(resource, f"do_{operation.form}")
        handler = getattr(resource, f"do_{operation.verb}", plain)
        with self.lock:
            call.chain = self.resources.chain(operation, call.ids)
            if call.chain:
                call.check_version("currentETag" if self._options.older_etag_member else "current_etag")
            result: Any = handler(call)
        reply: Reply = result if isinstance(result, Reply) else await result
        return reply


async def _read(request: Request) -> bytes | None:
    """Read the body of a request; return `None` if it is too large."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MAX_BODY_BYTES:
            return None
    return bytes(body)


def _json(content: str | None, status: int, headers: dict[str, str]) -> Response:
    return Response(content, status, headers, media_type=None if content is None else "application/json")
