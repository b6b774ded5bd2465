"""Sends requests with httpx or httpx2, which have the same interface."""

from __future__ import annotations

import asyncio
import sys
import time
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from authpi_admin._http.protocol import Received, TransportFailure, check_encoding, read_body
from authpi_admin._http.redaction import describe, redact

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Coroutine, Mapping

    from authpi_admin._http.protocol import HttpClient, Outgoing

    Spawn = Callable[[Coroutine[Any, Any, None]], object]

DEFAULT_CONNECTIONS = 50  # chosen: half of httpx's default limit, to spare the API; `max_connections` changes it
_POOL_SIZE = 3  # connections; measured, see `OwnHttpxAdapter`
_KEEP_ALIVE = 5.0  # seconds; httpx's default


def own_adapter(spawn: Spawn, context: ssl.SSLContext) -> OwnHttpxAdapter:
    """Create the adapter that is used if the caller passes no client."""
    import httpx  # noqa: PLC0415 - slow, so that the first call imports it in a thread

    limits = httpx.Limits(max_connections=None, max_keepalive_connections=_POOL_SIZE, keepalive_expiry=_KEEP_ALIVE)

    class NoCookies(httpx.Cookies):
        """Ignores cookies: no request sends them, and extracting them takes 9 % of the time of a GET."""

        def extract_cookies(self, response: httpx.Response) -> None:
            """Do nothing."""

    def make() -> HttpxAdapter:
        client = httpx.AsyncClient(verify=context, limits=limits)
        client._cookies = NoCookies()  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]: there is no option
        # Faster than `build_request`, which merges the client's headers, cookies and query, all of them empty.
        return HttpxAdapter(client, spawn, build=httpx.Request)

    return OwnHttpxAdapter(make, spawn)


def preload() -> None:
    """Import the modules that the first request imports."""
    for name in ("httpx", "httpcore._backends.anyio", "anyio._backends._asyncio", "sniffio"):
        import_module(name)


class HttpxAdapter:
    """Sends requests with an `httpx.AsyncClient` or an `httpx2.AsyncClient`."""

    def __init__(self, client: HttpClient, spawn: Spawn, *, build: Callable[..., Any] | None = None) -> None:
        """Store a client, a function that starts a task for closing connections, and one that builds requests."""
        self._client = client
        self._spawn = spawn
        self._build_request = client.build_request if build is None else build

    @property
    def is_closed(self) -> bool:
        """Whether the client was closed."""
        return self._client.is_closed

    async def send(self, outgoing: Outgoing) -> Received:
        """Send a request and read the response."""
        request, pool = self._build(outgoing)
        handled = sys.exc_info()[1]
        try:
            response = await self._client.send(request, stream=True, auth=None, follow_redirects=False)
            try:
                status_code, headers = response.status_code, response.headers
                check_encoding(status_code, headers.get("content-encoding", ""))
                content = await read_body(response.aiter_bytes(), status_code, outgoing.max_response_bytes)
            except (Exception, asyncio.CancelledError):
                await response.aclose()
                raise
        except asyncio.CancelledError:
            self._reclaim(pool, request, outgoing)
            raise
        except Exception as error:
            self._reclaim(pool, request, outgoing)
            failure = _failure(error, outgoing, pool)
            if failure is None:
                raise
            redact(error, until=handled)
            raise failure from error
        return Received(status_code, headers, content)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    def _build(self, outgoing: Outgoing) -> tuple[Any, Any]:
        """Build a request, and find the httpcore pool that will send it."""

        async def trace(event: str, info: Mapping[str, Any]) -> None:
            outgoing.is_traced = True
            # https://www.encode.io/httpcore/extensions/#trace. The CONNECT of a proxy tunnel is not the request.
            if event.endswith("send_request_headers.started") and info["request"].method != b"CONNECT":
                outgoing.may_have_been_sent = True
                outgoing.handshaking.clear()
            elif event.endswith("connect_tcp.complete"):
                outgoing.handshaking.append(info["return_value"])
            elif event.endswith("start_tls.complete"):
                outgoing.handshaking.clear()

        extensions: dict[str, Any] = {"timeout": outgoing.timeouts}
        build = partial(self._build_request, outgoing.method, outgoing.url)
        try:
            request = build(content=outgoing.content, headers=outgoing.headers, extensions=extensions)
        except UnicodeEncodeError:  # by httpx, for a cookie that a response has set
            _delete_invalid_cookies(self._client)
            request = build(content=outgoing.content, headers=outgoing.headers, extensions=extensions)
        find = getattr(self._client, "_transport_for_url", None)
        pool = None if find is None else getattr(find(request.url), "_pool", None)
        if pool is not None:  # other transports than httpx's own may not call `trace`
            outgoing.may_have_been_sent = False
            request.extensions["trace"] = trace
        return request, pool

    def _reclaim(self, pool: Any, request: Any, outgoing: Outgoing) -> None:
        """Remove connections and requests that httpcore leaves in its pool when a request is cancelled.

        https://github.com/encode/httpcore/issues/1093: a connection that was being opened, or a request that was
        waiting, stays in the pool forever and uses up a connection. Without this, 64 of 2,300 calls that were cancelled
        at random times left one of these behind. A stream whose TLS handshake was cancelled would stay open until it is
        garbage-collected.
        """
        lists: list[Any] = [getattr(pool, name, None) for name in ("_requests", "_connections")]
        if not all(isinstance(each, list) for each in lists):
            return
        requests, connections = lists
        requests[:] = [waiting for waiting in requests if waiting.request.extensions is not request.extensions]
        used = {id(waiting.connection) for waiting in requests}
        lost: list[Any] = [link for link in connections if not (link.is_idle() or link.is_closed() or id(link) in used)]
        connections[:] = [link for link in connections if link not in lost]
        lost += pool._assign_requests_to_connections()  # noqa: SLF001 - assigns free connections to waiting requests
        lost += outgoing.handshaking
        if lost:
            self._spawn(_close(lost))


@dataclass(slots=True, eq=False)
class _Pool:
    """A client with the number of its running requests, and the time of its last use."""

    adapter: HttpxAdapter
    running: int = 0
    used_at: float = 0.0


class OwnHttpxAdapter:
    """Sends requests with several httpx clients, each with few concurrent requests.

    httpcore's time per request grows with the square of the connections in a pool: it compares each connection with
    every other, twice per request. 400 GETs over TLS, 128 concurrent calls through a gate of 50, took 5.5 s with one
    pool of 50 connections and 1.3 s with pools of 3; an `httpx.AsyncClient` with its default limits took 3.1 s and
    opened 400 connections.
    """

    def __init__(self, make: Callable[[], HttpxAdapter], spawn: Spawn) -> None:
        """Store a function that creates a client, and one that starts a task for closing a client."""
        self.is_closed = False
        self._make = make
        self._spawn = spawn
        self._pools = [_Pool(make())]  # the first client now, so that an invalid proxy of the environment raises here

    async def send(self, outgoing: Outgoing) -> Received:
        """Send a request with the first client that has a free connection, so that connections are reused."""
        self._close_unused()
        pool = next((pool for pool in self._pools if pool.running < _POOL_SIZE), None)
        if pool is None:
            pool = _Pool(self._make())
            self._pools.append(pool)
        pool.running += 1
        try:
            return await pool.adapter.send(outgoing)
        finally:
            pool.running -= 1
            pool.used_at = time.monotonic()

    def _close_unused(self) -> None:
        """Close idle clients after a burst of calls: httpcore closes idle connections only when the pool is used."""
        while len(self._pools) > 1:
            last = self._pools[-1]
            if last.running or time.monotonic() - last.used_at < _KEEP_ALIVE:
                return
            self._spawn(self._pools.pop().adapter.aclose())

    async def aclose(self) -> None:
        """Close the connections."""
        self.is_closed = True
        for pool in self._pools:
            await pool.adapter.aclose()


def _delete_invalid_cookies(client: Any) -> None:
    """Delete the cookies that are not ASCII (RFC 6265, section 4.1.1): httpx stores them, and cannot send them."""
    for cookie in list(client.cookies.jar):
        if not f"{cookie.name}{cookie.value}".isascii():
            client.cookies.jar.clear(cookie.domain, cookie.path, cookie.name)


async def _close(connections: list[Any]) -> None:
    """Close connections, and ignore errors."""
    await asyncio.gather(*(connection.aclose() for connection in connections), return_exceptions=True)


def _failure(error: Exception, outgoing: Outgoing, pool: Any) -> TransportFailure | None:
    """Return the failure for an exception that means that no response was received; `None` for other exceptions."""
    libraries = [sys.modules[name] for name in ("httpx", "httpx2") if name in sys.modules]
    if not isinstance(
        error, (OSError, *(kind for lib in libraries for kind in (lib.TransportError, lib.DecodingError)))
    ):
        return None
    before = tuple(kind for lib in libraries for kind in (lib.ConnectError, lib.ConnectTimeout, lib.PoolTimeout))
    if isinstance(error, (*before, *(lib.ProxyError for lib in libraries))):
        outgoing.may_have_been_sent = outgoing.may_have_been_sent and pool is not None
    elif not outgoing.is_traced:  # not from httpcore: a subclass of the transport, or a mock, replaces the pool
        outgoing.may_have_been_sent = True
    is_timeout = isinstance(error, (TimeoutError, *(lib.TimeoutException for lib in libraries)))
    proxy = getattr(pool, "_proxy_url", None)
    through = "" if proxy is None else f", through the proxy {proxy.host.decode()}:{proxy.port}"
    return TransportFailure(describe(error) + through, is_timeout=is_timeout)
