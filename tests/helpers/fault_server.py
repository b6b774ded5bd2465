"""A server that misbehaves as a test says, over real sockets on loopback; and what it saw and did.

A fault is what becomes of one request. `FaultServer.will` gives the faults of the next requests, `choose` one for each
request; what has none is answered as it should be.
"""

from __future__ import annotations

import asyncio
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
Handler: TypeAlias = Callable[["Seen"], Awaitable[bytes]]

_JSON = {"Content-Type": "application/json"}


@dataclass(frozen=True, slots=True)
class Seen:
    """A request that arrived whole."""

    method: str
    path: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)

    @property
    def key(self) -> str | None:
        """Its idempotency key."""
        return self.headers.get("idempotency-key")


def http(status: int = 200, body: bytes = b"", headers: Mapping[str, str] = _JSON, *, length: int = 0) -> bytes:
    """An answer as bytes; `length` is by how much its Content-Length is wrong."""
    lines = [f"HTTP/1.1 {status} Whatever", *(f"{name}: {value}" for name, value in headers.items())]
    lines.append(f"Content-Length: {len(body) + length}")
    return "\r\n".join([*lines, "", ""]).encode() + body


def data(**members: object) -> bytes:
    """An answer whose body is one resource."""
    return http(body=json.dumps({"data": members}).encode())


class Deeds:
    """Does what requests ask for, once for each idempotency key.

    Attributes:
        done: What was done, in order.
    """

    def __init__(self) -> None:
        """Start with nothing done."""
        self.done: list[Seen] = []
        self._answers: dict[str, bytes] = {}

    async def __call__(self, seen: Seen) -> bytes:
        """Do it; a repetition gets the first answer again."""
        if seen.key in self._answers:
            return self._answers[seen.key]
        self.done.append(seen)
        answer = data(id=seen.path.rpartition("/")[2], number=len(self.done))
        if seen.key is not None:
            self._answers[seen.key] = answer
        return answer


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request, and the connection that waits for its answer."""

    seen: Seen
    server: FaultServer
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def perform(self) -> bytes:
        """Do what the request asks for, and give the answer."""
        text = await self.server.handle(self.seen)
        return text.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" if self.seen.method == "HEAD" else text

    async def write(self, text: bytes) -> None:
        """Send a part of an answer, unless the client is gone."""
        if not self.writer.is_closing():
            self.writer.write(text)
            await self.writer.drain()

    def close(self) -> None:
        """Close the connection, after what was written."""
        self.writer.close()

    async def gone(self) -> None:
        """Wait until the client closes the connection."""
        self.server.stalled()
        await self.reader.read()
        self.close()


class FaultServer:
    """The server, as an async context manager.

    Attributes:
        seen: Requests that arrived, in order.
        handle: Does what requests ask for; `Deeds` where a test does not say.
        choose: Gives the fault of a request.
        connections: How many connections there were.
        most: How many there were at once.
        hang_ups: How many of the next connections are closed as soon as they are there.
        accepted: Called for each connection.
        stalled: Called when a client has to wait for something that never comes.
        pause: Waits between the bytes of a body that drips, and until connections are taken again.
    """

    def __init__(self, handle: Handler | None = None, *, tls: ssl.SSLContext | None = None) -> None:
        """Prepare a server; nothing listens yet."""
        self.deeds = Deeds()
        self.handle = handle or self.deeds
        self.seen: list[Seen] = []
        self.choose: Callable[[Seen], Fault] = self._next
        self.connections = self.most = self.hang_ups = 0
        self.accepted: Callable[[], object] = lambda: None
        self.stalled: Callable[[], object] = lambda: None
        self.pause: Callable[[float], Awaitable[None]] = asyncio.sleep
        self._faults: list[Fault] = []
        self._tls = tls
        self._port = 0
        self._listener: asyncio.Server | None = None
        self._is_refusing = True
        self._is_over = False
        self._open: dict[asyncio.Task[None], asyncio.StreamWriter] = {}

    @property
    def url(self) -> str:
        """The address."""
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self._port}"

    @property
    def tasks(self) -> set[asyncio.Task[None]]:
        """The tasks of its connections."""
        return set(self._open)

    def will(self, *faults: Fault) -> None:
        """Say what the next requests meet, in order."""
        self._faults += faults

    def hang_up(self) -> None:
        """Close the connections that are open."""
        for writer in self._open.values():
            writer.transport.abort()

    def forget(self) -> None:
        """Let the next requests meet nothing after all."""
        self._faults.clear()

    async def listen(self) -> None:
        """Take connections, on the same port every time."""
        if self._is_refusing:
            self._is_refusing = False
            listener = await asyncio.start_server(self._connected, "127.0.0.1", self._port, ssl=self._tls)
            if self._is_over:
                listener.close()
                return
            self._listener = listener
            self._port = listener.sockets[0].getsockname()[1]

    def refuse(self) -> None:
        """Refuse connections until `listen` is called; those that are open stay so."""
        if self._listener is not None:
            self._listener.close()
            self._listener, self._is_refusing = None, True

    async def __aenter__(self) -> Self:
        """Start."""
        await self.listen()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close everything, and wait until it is."""
        self._is_over = True
        self.refuse()
        for _ in range(3):
            await asyncio.sleep(0)  # connections that are just being taken get their tasks
        self.hang_up()
        if self._open:
            _, held = await asyncio.wait(self._open, timeout=5)
            for task in held:  # a failed test did not release the fault
                task.cancel()

    def _next(self, _: Seen) -> Fault:
        return self._faults.pop(0) if self._faults else answer

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open[task] = writer
        self.connections += 1
        self.most = max(self.most, len(self._open))
        self.accepted()
        try:
            if self.hang_ups:
                self.hang_ups -= 1
                return
            while not writer.is_closing():
                seen = await _read(reader)
                self.seen.append(seen)
                await self.choose(seen)(Exchange(seen, self, reader, writer))
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # the client is gone
        finally:
            writer.close()
            del self._open[task]


async def _read(reader: asyncio.StreamReader) -> Seen:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    line, *fields = head.removesuffix("\r\n\r\n").split("\r\n")
    method, path, _ = line.split(" ")
    headers = {name.lower(): value.strip() for name, _, value in (entry.partition(":") for entry in fields)}
    return Seen(method, path, headers, await reader.readexactly(int(headers.get("content-length", "0"))))


# What becomes of a request. Those that say "after" did what it asks for.


async def answer(exchange: Exchange) -> None:
    """Nothing wrong."""
    await exchange.write(await exchange.perform())


def after(seconds: float) -> Fault:
    """Return a fault that only delays the response."""

    async def fault(exchange: Exchange) -> None:
        await asyncio.sleep(seconds)
        await answer(exchange)

    return fault


async def close_before(exchange: Exchange) -> None:
    """Closed, and nothing done."""
    exchange.close()


async def close_after(exchange: Exchange) -> None:
    """Done, but the answer is dropped."""
    await exchange.perform()
    exchange.close()


async def reset_after(exchange: Exchange) -> None:
    """Done, but the connection is reset."""
    await exchange.perform()
    raw: socket.socket = exchange.writer.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    exchange.writer.transport.abort()


async def close_in_header(exchange: Exchange) -> None:
    """Done, but the connection is closed in the middle of the header."""
    await exchange.write((await exchange.perform())[:25])
    exchange.close()


async def close_in_body(exchange: Exchange) -> None:
    """Done, but the connection is closed in the middle of the body."""
    await exchange.write((await exchange.perform())[:-5])
    exchange.close()


async def stall_before(exchange: Exchange) -> None:
    """Done, but no answer comes."""
    await exchange.perform()
    await exchange.gone()


async def stall_in_header(exchange: Exchange) -> None:
    """Done, but the header never ends."""
    await exchange.write((await exchange.perform())[:25])
    await exchange.gone()


async def stall_in_body(exchange: Exchange) -> None:
    """Done, but the body never ends."""
    await exchange.write((await exchange.perform())[:-5])
    await exchange.gone()


def drip(seconds: float, size: int = 1) -> Fault:
    """The body comes a byte at a time, or so many, with a pause before each."""

    async def fault(exchange: Exchange) -> None:
        head, _, body = (await exchange.perform()).partition(b"\r\n\r\n")
        await exchange.write(head + b"\r\n\r\n")
        for start in range(0, len(body), size):
            await exchange.server.pause(seconds)
            await exchange.write(body[start : start + size])

    return fault


def wrong_length(by: int) -> Fault:
    """Done, but Content-Length is wrong: the body is longer or shorter than it says, and the connection closed."""

    async def fault(exchange: Exchange) -> None:
        body = (await exchange.perform()).partition(b"\r\n\r\n")[2]
        await exchange.write(http(body=body, length=by))
        exchange.close()

    return fault


async def leftover(exchange: Exchange) -> None:
    """Done, but the answer ends early by its length, and the rest of it is where the next answer should begin."""
    body = (await exchange.perform()).partition(b"\r\n\r\n")[2]
    await exchange.write(http(body=body, length=1 - len(body)))


async def garbage_after(exchange: Exchange) -> None:
    """Done, but what comes back is no HTTP."""
    await exchange.perform()
    await exchange.write(bytes(range(256)) * 8)
    exchange.close()


async def broken_gzip_after(exchange: Exchange) -> None:
    """Done, but the body cannot be unpacked."""
    await exchange.perform()
    await exchange.write(http(body=b"this is no gzip", headers={**_JSON, "Content-Encoding": "gzip"}))


def reply(status: int, body: bytes = b"", headers: Mapping[str, str] = _JSON) -> Fault:
    """Nothing done, and this answer."""

    async def fault(exchange: Exchange) -> None:
        await exchange.write(http(status, body, headers))

    return fault


async def hang_up_next(exchange: Exchange) -> None:
    """Closed, and the next connection too, as soon as it is there."""
    exchange.server.hang_ups += 1
    exchange.close()


def refuse_for(seconds: float) -> Fault:
    """Closed, and new connections refused for a while."""

    async def fault(exchange: Exchange) -> None:
        exchange.close()
        exchange.server.refuse()
        await exchange.server.pause(seconds)
        await exchange.server.listen()

    return fault
