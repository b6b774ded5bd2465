"""The local Core API as an ASGI application."""

from __future__ import annotations

import asyncio
import hashlib
import json
import threading
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import httpx
from starlette.requests import Request
from starlette.responses import Response

from authpi_admin.testing.call import Call, Reply
from authpi_admin.testing.credentials import authenticate, require_scope
from authpi_admin.testing.errors import Refusal, not_found, retry_later
from authpi_admin.testing.faults import Faults, Received
from authpi_admin.testing.idempotency import IdempotencyKeys
from authpi_admin.testing.validation import read_body, read_parameters
from authpi_admin.testing.world import World

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.types import Receive, Scope, Send

    from authpi_admin.testing.clock import Clock
    from authpi_admin.testing.document import Operation


class Application:
    """Takes requests, finds what answers them, and writes the answers."""

    def __init__(self, clock: Clock) -> None:
        """Start with an empty world."""
        self.clock = clock
        self.world = World(clock)
        self.requests: list[Received] = []
        """Every request that arrived, oldest first."""
        self._faults = Faults()
        self._keys = IdempotencyKeys(clock)
        # The app may run in the thread of a server while a test changes its state from another.
        self._lock = threading.RLock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as ASGI asks."""
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
            return
        request = Request(scope, receive)
        received = Received(
            request.method, scope["path"], request.url.query, dict(request.headers), await request.body()
        )
        self.requests.append(received)
        response = await self._respond(request, received)
        received.status = response.status_code
        if self._faults.next_drop():
            # The answer begins and never ends: the server closes the connection, httpx's ASGITransport raises this.
            await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"9")]})
            raise httpx.RemoteProtocolError("The answer was dropped, as the test asked for.")
        await response(scope, receive, send)

    async def _respond(self, request: Request, received: Received) -> Response:
        try:
            failure = self._faults.next_failure()
            if failure is not None:
                await asyncio.sleep(self._faults.delay)
                raise retry_later(failure.status, "injected_failure", "The test asked for this.", failure.retry_after)
            call, operation, key = self._accept(request, received)
            reply, replayed = await self._perform(call, key, _fingerprint(received))
        except Refusal as refusal:
            return _json(refusal.body(), refusal.status, refusal.headers)
        headers = {"idempotent-replayed": "true"} if replayed else {}
        if reply.etag is not None:
            headers["etag"] = reply.etag
        if reply.body is None:
            return Response(status_code=operation.status, headers=headers)
        return _json(reply.body, operation.status, headers)

    def _accept(self, request: Request, received: Received) -> tuple[Call, Operation, str | None]:
        """The call that a request asks for, once it is found valid, and its idempotency key."""
        operation, ids = self._route(request)
        host = request.client.host if request.client else ""
        with self._lock:
            caller = authenticate(self.world, request.headers.get("authorization", ""), host)
        query = read_parameters(operation, "query", request.query_params.multi_items())
        headers = read_parameters(operation, "header", request.headers.items())
        body = read_body(operation, received.body, request.headers.get("content-type", ""))
        require_scope(caller, operation)
        if ids.get("account_id", caller.account_id) != caller.account_id:
            raise not_found("account")
        call = Call(self.world.document, operation, caller, ids, query, body, if_match=headers.get("If-Match"))
        return call, operation, headers.get("Idempotency-Key")

    def _route(self, request: Request) -> tuple[Operation, dict[str, str]]:
        raw_path: bytes = request.scope.get("raw_path") or request.scope["path"].encode()
        segments = [unquote(segment) for segment in raw_path.decode("latin-1").split("/")]
        found = self.world.document.match(segments[2:]) if segments[:2] == ["", "v1"] else None
        if found is None:
            raise not_found("route")
        operations, ids = found
        operation = operations.get(request.method)
        if operation is None:
            allowed = ", ".join(sorted(operations))
            raise Refusal(405, "method_not_allowed", f"Allowed: {allowed}.", headers={"allow": allowed})
        return operation, ids

    async def _perform(self, call: Call, key: str | None, fingerprint: str) -> tuple[Reply, bool]:
        """The reply to a call, and whether it is that of an earlier request with the same idempotency key."""
        account_id = call.caller.account_id
        if key is not None:
            kept = self._keys.begin(account_id, key, fingerprint)
            if kept is not None:
                return kept, True
        kept = None
        try:
            kept = reply = await self._handle(call)
            # The key is held until the answer leaves, and the answer kept even if nobody waits for it any more.
            await asyncio.sleep(self._faults.delay)
        finally:
            if key is not None:
                self._keys.end(account_id, key, kept)
        return reply, False

    async def _handle(self, call: Call) -> Reply:
        with self._lock:
            call.chain = self.world.chain(call.operation, call.ids)
            call.check_version()
            result = _handler(self.world, call.operation)(call)
        return result if isinstance(result, Reply) else await result


def _handler(world: World, operation: Operation) -> Callable[[Call], Reply | Awaitable[Reply]]:
    resource = world.resource(operation.group)
    name = f"do_{operation.verb}"
    handler: Callable[[Call], Reply | Awaitable[Reply]] = getattr(
        resource, name if hasattr(resource, name) else f"do_{_form(operation)}"
    )
    return handler


def _form(operation: Operation) -> str:
    """Which part of the plain life of a resource an operation is."""
    if operation.on_item:
        return {"GET": "get", "PATCH": "update", "PUT": "update", "DELETE": "delete"}.get(operation.method, "other")
    if operation.method == "GET" and operation.paged:
        return "list"
    return "create" if operation.method == "POST" and operation.verb.startswith("create") else "other"


def _fingerprint(received: Received) -> str:
    text = f"{received.method} {received.path}?{received.query}\n".encode() + received.body
    return hashlib.sha256(text).hexdigest()


def _json(body: dict[str, Any], status: int, headers: dict[str, str]) -> Response:
    return Response(json.dumps(body, separators=(",", ":")), status, headers, media_type="application/json")


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
