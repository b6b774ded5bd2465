"""The local Core API as an ASGI application."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

import httpx
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from authpi_admin.testing._call import Call, Reply, as_json
from authpi_admin.testing._credentials import authenticate, require_scope
from authpi_admin.testing._document import Operation
from authpi_admin.testing._errors import Refusal, not_found, retry_later
from authpi_admin.testing._store import Clock, Ids, digest
from authpi_admin.testing._validation import read_body, read_parameters
from authpi_admin.testing._world import World

_LIFE_MS = 24 * 60 * 60 * 1000
_MOST_REQUESTS = 50_000


@dataclass(slots=True)
class Received:
    """A request that arrived. Headers and body are left out of its repr: they may hold secrets."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    status: int | None = None
    """Status of the answer; `None` while the request runs."""


@dataclass(slots=True)
class _Entry:
    request: str
    reply: Reply | None
    expires_at: int


@dataclass(slots=True)
class _IdempotencyKeys:
    """The keys that were used, by account: a repeated request is answered as the first was, for 24 hours."""

    _clock: Clock
    _entries: dict[tuple[str, str], _Entry] = field(default_factory=dict[tuple[str, str], _Entry])

    def begin(self, account_id: str, key: str, request: str) -> Reply | None:
        """The first answer to this request, or `None` where this is the first; then `end` must follow."""
        entry = self._entries.get((account_id, key))
        if entry is None or (entry.reply is not None and entry.expires_at <= self._clock.ms()):
            self._entries[account_id, key] = _Entry(request, None, 0)
            return None
        if entry.request != request:
            raise Refusal(422, "idempotency_key_reused", "The idempotency key was used with another request.")
        if entry.reply is None:
            raise retry_later(409, "request_in_progress", "The first request with this idempotency key still runs.", 1)
        return entry.reply

    def end(self, account_id: str, key: str, reply: Reply | None) -> None:
        """Keep the answer; without one (the request failed) the key is free again."""
        entry = self._entries[account_id, key]
        entry.reply, entry.expires_at = reply, self._clock.ms() + _LIFE_MS
        if reply is None:
            del self._entries[account_id, key]


class Application:
    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.world: World = World(clock)
        self.requests: list[Received] = []
        """The requests that arrived, oldest first; the last 50,000 of them."""
        self._failures: list[Refusal] = []
        self._delay = 0.0
        self._drops = 0
        self._keys = _IdempotencyKeys(clock)
        # The app may run in the thread of a server while a test changes its state from another.
        self._lock = threading.RLock()
        clock.listeners.append(self._expire_sessions)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, as ASGI asks; there is no lifespan to care for."""
        request = Request(scope, receive)
        body = await request.body()
        received = Received(request.method, scope["path"], request.url.query, dict(request.headers), body)
        self.requests.append(received)
        del self.requests[:-_MOST_REQUESTS]
        failure = self._failures.pop(0) if self._failures else None
        response = await self._respond(request, received, failure)
        received.status = response.status_code
        if failure is None and self._drops > 0:
            self._drops -= 1
            # The answer begins and never ends: the server closes the connection, httpx's ASGITransport raises this.
            await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"9")]})
            raise httpx.RemoteProtocolError("The answer was dropped, as the test asked for.")
        await response(scope, receive, send)

    def _expire_sessions(self) -> None:
        """Write the events of sessions that have ended; all else that expires is noticed when it is asked for."""
        with self._lock:
            for table in self.world.store.tables("sessions", ()):
                for session in table.live():
                    self.world.resource("sessions").lapsed(session)

    async def _respond(self, request: Request, received: Received, failure: Refusal | None) -> Response:
        try:
            if failure is not None:
                await asyncio.sleep(self._delay)
                raise failure
            call, key = self._accept(request, received)
            reply, replayed = await self._perform(call, key, received)
        except Refusal as refusal:
            return _json(as_json(refusal.body()), refusal.status, refusal.headers)
        headers = {"idempotent-replayed": "true"} if replayed else {}
        if reply.etag is not None:
            headers["etag"] = reply.etag
        return _json(reply.content, call.operation.status, headers)

    def _accept(self, request: Request, received: Received) -> tuple[Call, str | None]:
        """The call that a request asks for, once it is found valid, and its idempotency key."""
        operation, ids = self._route(request)
        with self._lock:
            caller = authenticate(self.world, request.headers.get("authorization", ""))
        query = read_parameters(operation, "query", request.query_params.multi_items())
        headers = read_parameters(operation, "headers", request.headers.items())
        body = read_body(operation, received.body, request.headers.get("content-type", ""))
        require_scope(caller, operation, request.client.host if request.client else "")
        known = {name: value for name, value in body.items() if name in operation.body.get("properties", {})}
        extra = {name: value for name, value in body.items() if name not in known}
        call = Call(self.world.document, operation, caller, ids, query, known, extra, headers.get("If-Match"))
        return call, headers.get("Idempotency-Key")

    def _route(self, request: Request) -> tuple[Operation, Ids]:
        raw_path: bytes = request.scope.get("raw_path") or request.scope["path"].encode()
        segments = [unquote(segment) for segment in raw_path.decode("latin-1").split("/")]
        found = self.world.document.match(segments[2:]) if segments[:2] == ["", "v1"] else None
        if found is None:
            raise not_found("route")
        operations, ids = found
        if request.method not in operations:
            headers = {"allow": ", ".join(sorted(operations))}
            raise Refusal(405, "method_not_allowed", "The route has other methods.", headers=headers)
        return operations[request.method], ids

    async def _perform(self, call: Call, key: str | None, received: Received) -> tuple[Reply, bool]:
        """The reply to a call, and whether it is that of an earlier request with the same idempotency key."""
        account_id = call.caller.account_id
        if key is not None:
            request = f"{received.method} {received.path}?{received.query} {received.body!r}"
            kept = self._keys.begin(account_id, key, digest(request))
            if kept is not None:
                return kept, True
        kept = None
        try:
            kept = reply = await self._handle(call)
            # The key is held until the answer leaves, and the answer kept even if nobody waits for it any more.
            await asyncio.sleep(self._delay)
        finally:
            if key is not None:
                self._keys.end(account_id, key, kept)
        return reply, False

    async def _handle(self, call: Call) -> Reply:
        operation = call.operation
        resource = self.world.resource(self.world.document.groups.get(operation.template, operation.group))
        plain = resource.act if operation.verb in resource.actions else getattr(resource, f"do_{operation.form}")
        handler: Callable[[Call], Reply | Awaitable[Reply]] = getattr(resource, f"do_{operation.verb}", plain)
        with self._lock:
            call.chain = self.world.chain(operation, call.ids)
            if call.chain:
                call.check_version()
            result = handler(call)
        return result if isinstance(result, Reply) else await result


def _json(content: str | None, status: int, headers: dict[str, str]) -> Response:
    return Response(content, status, headers, media_type=None if content is None else "application/json")
