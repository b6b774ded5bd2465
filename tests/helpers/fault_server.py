"""A server on loopback that misbehaves as a test says, and records what it received and did.

A fault is what happens to one request. `FaultServer.plan` sets the faults of the next requests, `choose` one for each
request; without one, the server responds as it should.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import struct
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self, TypeAlias

if TYPE_CHECKING:
    import ssl
    from collections.abc import Mapping
    from types import TracebackType

Fault: TypeAlias = Callable[["Exchange"], Awaitable[None]]
Handler: TypeAlias = Callable[["ReceivedRequest"], Awaitable[bytes]]

_JSON = {"Content-Type": "application/json"}


@dataclass(frozen=True, slots=True)
class ReceivedRequest:
    """A complete request."""

    method: str
    path: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)

    @property
    def key(self) -> str | None:
        """Its idempotency key."""
        return self.headers.get("idempotency-key")


def http(status: int = 200, body: bytes = b"", headers: Mapping[str, str] = _JSON, *, length: int = 0) -> bytes:
    """Return a response as bytes; `length` is by how much its Content-Length is wrong."""
    lines = [f"HTTP/1.1 {status} Whatever", *(f"{name}: {value}" for name, value in headers.items())]
    lines.append(f"Content-Length: {len(body) + length}")
    return "\r\n".join([*lines, "", ""]).encode() + body


def data(**members: object) -> bytes:
    """Return a response whose body is one resource."""
    return http(body=json.dumps({"data": members}).encode())


class IdempotentHandler:
    """Processes requests, once for each idempotency key.

    Attributes:
        processed: The requests that were processed, in order.
    """

    def __init__(self) -> None:
        self.processed: list[ReceivedRequest] = []
        self._responses: dict[str, bytes] = {}

    async def __call__(self, request: ReceivedRequest) -> bytes:
        """Process a request; a repetition gets the first response again."""
        if request.key in self._responses:
            return self._responses[request.key]
        self.processed.append(request)
        response = data(id=request.path.rpartition("/")[2], number=len(self.processed))
        if request.key is not None:
            self._responses[request.key] = response
        return response


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request, and the connection that waits for its response."""

    request: ReceivedRequest
    server: FaultServer
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def process(self) -> bytes:
        """Process the request, and return the response."""
        text = await self.server.handle(self.request)
        return text.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" if self.request.method == "HEAD" else text

    async def write(self, text: bytes) -> None:
        """Send a part of a response, unless the client has disconnected."""
        if not self.writer.is_closing():
            self.writer.write(text)
            await self.writer.drain()

    def close(self) -> None:
        self.writer.close()

    async def stall(self) -> None:
        """Wait until the client closes the connection."""
        self.server.on_stall()
        await self.reader.read()
        self.close()


class FaultServer:
    """The server, as an async context manager.

    Attributes:
        requests: Requests that arrived, in order.
        handle: Processes requests; an `IdempotentHandler` by default.
        choose: Returns the fault of a request.
        connections: How many connections were opened.
        most_connections: How many were open at once.
        hang_ups: How many of the next connections are closed as soon as they are accepted.
        on_connect: Called for each connection.
        on_stall: Called when a client waits for something that is never sent.
        pause: Waits between the bytes of a body that drips, and until connections are accepted again.
    """

    def __init__(self, handle: Handler | None = None, *, tls: ssl.SSLContext | None = None) -> None:
        self.handler = IdempotentHandler()
        self.handle = handle or self.handler
        self.requests: list[ReceivedRequest] = []
        self.choose: Callable[[ReceivedRequest], Fault] = self._next
        self.connections = self.most_connections = self.hang_ups = 0
        self.on_connect: Callable[[], object] = lambda: None
        self.on_stall: Callable[[], object] = lambda: None
        self.pause: Callable[[float], Awaitable[None]] = asyncio.sleep
        self._planned: list[Fault] = []
        self._tls = tls
        self._port = 0
        self._listener: socket.socket | None = None
        self._accepted: set[asyncio.Task[None]] = set()
        self._is_closed = False
        self._open: dict[asyncio.Task[None], asyncio.StreamWriter] = {}

    @property
    def url(self) -> str:
        """The address."""
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self._port}"

    @property
    def tasks(self) -> set[asyncio.Task[None]]:
        """The tasks of its connections, also of those that are being accepted."""
        return set(self._open) | self._accepted

    def plan(self, *faults: Fault) -> None:
        """Set the faults of the next requests, in order."""
        self._planned += faults

    def clear_plan(self) -> None:
        """Respond to the next requests as usual."""
        self._planned.clear()

    def disconnect_all(self) -> None:
        """Close the connections that are open."""
        for writer in self._open.values():
            writer.transport.abort()

    async def listen(self) -> None:
        """Accept connections, on the same port every time."""
        if self._listener is None and not self._is_closed:
            # The protocol is named because asyncio disables Nagle's algorithm for such sockets only.
            self._listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
            self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            self._listener.bind(("127.0.0.1", self._port))
            self._listener.listen(100)
            self._listener.settimeout(0)
            self._port = self._listener.getsockname()[1]
            # Not `asyncio.start_server`: it accepts a connection and creates its transport in two steps. If the server
            # is closed in between, asyncio loses the connection without closing it (`Server._attach` asserts).
            asyncio.get_running_loop().add_reader(self._listener, self._accept, self._listener)

    def refuse(self) -> None:
        """Refuse connections until `listen` is called; open ones stay open."""
        if self._listener is not None:
            asyncio.get_running_loop().remove_reader(self._listener)
            self._listener.close()
            self._listener = None

    def _accept(self, listener: socket.socket) -> None:
        with contextlib.suppress(OSError):  # there is no other connection, or its client has disconnected
            while True:
                connection, _ = listener.accept()
                task = asyncio.create_task(self._serve(connection))
                self._accepted.add(task)
                task.add_done_callback(self._accepted.discard)

    async def _serve(self, connection: socket.socket) -> None:
        """Start the protocol of a connection, after the TLS handshake."""
        loop = asyncio.get_running_loop()
        protocol = asyncio.StreamReaderProtocol(asyncio.StreamReader(), self._connected)
        with contextlib.suppress(OSError):  # the handshake failed
            await loop.connect_accepted_socket(lambda: protocol, connection, ssl=self._tls)

    async def __aenter__(self) -> Self:
        await self.listen()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close everything, and wait until it is closed."""
        self._is_closed = True
        self.refuse()
        if self._accepted:
            await asyncio.wait(self._accepted, timeout=5)
        self.disconnect_all()
        if self._open:
            _, held = await asyncio.wait(self._open, timeout=5)
            for task in held:  # a failed test did not release the fault
                task.cancel()

    def _next(self, _: ReceivedRequest) -> Fault:
        return self._planned.pop(0) if self._planned else respond

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open[task] = writer
        self.connections += 1
        self.most_connections = max(self.most_connections, len(self._open))
        self.on_connect()
        try:
            if self.hang_ups:
                self.hang_ups -= 1
                return
            while not writer.is_closing():
                request = await _read(reader)
                self.requests.append(request)
                await self.choose(request)(Exchange(request, self, reader, writer))
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # the client has disconnected
        finally:
            writer.close()
            del self._open[task]


async def _read(reader: asyncio.StreamReader) -> ReceivedRequest:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    line, *fields = head.removesuffix("\r\n\r\n").split("\r\n")
    method, path, _ = line.split(" ")
    headers = {name.lower(): value.strip() for name, _, value in (entry.partition(":") for entry in fields)}
    return ReceivedRequest(method, path, headers, await reader.readexactly(int(headers.get("content-length", "0"))))


# Faults. Those of `reply`, `close_before`, `hang_up_next` and `refuse_for` do not process the request.


async def respond(exchange: Exchange) -> None:
    """No fault."""
    await exchange.write(await exchange.process())


def respond_after(seconds: float) -> Fault:
    """Return a fault that only delays the response."""

    async def fault(exchange: Exchange) -> None:
        await exchange.server.pause(seconds)
        await respond(exchange)

    return fault


async def close_before(exchange: Exchange) -> None:
    """Close the connection before the request is processed."""
    exchange.close()


async def close_after(exchange: Exchange) -> None:
    """Close the connection instead of responding."""
    await exchange.process()
    exchange.close()


async def reset_after(exchange: Exchange) -> None:
    """Reset the connection instead of responding."""
    await exchange.process()
    raw: socket.socket = exchange.writer.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    exchange.writer.transport.abort()


async def close_in_header(exchange: Exchange) -> None:
    """Close the connection in the middle of the header."""
    await exchange.write((await exchange.process())[:25])
    exchange.close()


async def close_in_body(exchange: Exchange) -> None:
    """Close the connection in the middle of the body."""
    await exchange.write((await exchange.process())[:-5])
    exchange.close()


async def stall_before(exchange: Exchange) -> None:
    """Send no response."""
    await exchange.process()
    await exchange.stall()


async def stall_in_header(exchange: Exchange) -> None:
    """Stop in the middle of the header."""
    await exchange.write((await exchange.process())[:25])
    await exchange.stall()


async def stall_in_body(exchange: Exchange) -> None:
    """Stop in the middle of the body."""
    await exchange.write((await exchange.process())[:-5])
    await exchange.stall()


def drip(seconds: float, size: int = 1) -> Fault:
    """Send the body so many bytes at a time, with a pause before each part."""

    async def fault(exchange: Exchange) -> None:
        head, _, body = (await exchange.process()).partition(b"\r\n\r\n")
        await exchange.write(head + b"\r\n\r\n")
        for start in range(0, len(body), size):
            await exchange.server.pause(seconds)
            await exchange.write(body[start : start + size])

    return fault


def wrong_length(by: int) -> Fault:
    """Send a Content-Length that is wrong by so many bytes, and close the connection."""

    async def fault(exchange: Exchange) -> None:
        body = (await exchange.process()).partition(b"\r\n\r\n")[2]
        await exchange.write(http(body=body, length=by))
        exchange.close()

    return fault


async def excess_body(exchange: Exchange) -> None:
    """Send a Content-Length of 1: the rest of the body is where the next response should start."""
    body = (await exchange.process()).partition(b"\r\n\r\n")[2]
    await exchange.write(http(body=body, length=1 - len(body)))


async def garbage_after(exchange: Exchange) -> None:
    """Send bytes that are not HTTP."""
    await exchange.process()
    await exchange.write(bytes(range(256)) * 8)
    exchange.close()


async def broken_gzip_after(exchange: Exchange) -> None:
    """Send a body that cannot be decompressed."""
    await exchange.process()
    await exchange.write(http(body=b"this is not gzip", headers={**_JSON, "Content-Encoding": "gzip"}))


def reply(status: int, body: bytes = b"", headers: Mapping[str, str] = _JSON) -> Fault:
    """Send this response."""

    async def fault(exchange: Exchange) -> None:
        await exchange.write(http(status, body, headers))

    return fault


async def hang_up_next(exchange: Exchange) -> None:
    """Close this connection, and the next one as soon as it is accepted."""
    exchange.server.hang_ups += 1
    exchange.close()


def refuse_for(seconds: float) -> Fault:
    """Close this connection, and refuse new ones for a while."""

    async def fault(exchange: Exchange) -> None:
        exchange.close()
        exchange.server.refuse()
        await exchange.server.pause(seconds)
        await exchange.server.listen()

    return fault
