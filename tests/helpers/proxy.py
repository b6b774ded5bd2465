"""A proxy on loopback, for requests as they are (http) and through a tunnel (https)."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from types import TracebackType


class Proxy:
    """The proxy, as an async context manager.

    Attributes:
        lines: The first line of each request that came to it.
        refuses: Whether it opens no tunnels.
    """

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.refuses = False
        self._tasks: set[asyncio.Task[None]] = set()
        self._writers: list[asyncio.StreamWriter] = []

    @property
    def url(self) -> str:
        """The address."""
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._server.close()
        for writer in self._writers:
            writer.transport.abort()
        if self._tasks:
            await asyncio.wait(self._tasks)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self._writers.append(writer)
        try:
            await self._serve(reader, writer)
        finally:
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        line, _, rest = head.partition(b"\r\n")
        self.lines.append(line.decode())
        method, target, version = line.split(b" ")
        if self.refuses:
            writer.write(b"HTTP/1.1 502 No way\r\nContent-Length: 0\r\n\r\n")
            return
        address = urlsplit(target.decode() if method != b"CONNECT" else f"//{target.decode()}")
        from_server, to_server = await asyncio.open_connection(address.hostname, address.port)
        self._writers.append(to_server)
        if method == b"CONNECT":
            writer.write(b"HTTP/1.1 200 Go on\r\n\r\n")
        else:
            to_server.write(b" ".join([method, address.path.encode(), version]) + b"\r\n" + rest)
        await asyncio.gather(_copy(reader, to_server), _copy(from_server, writer))


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while text := await reader.read(65536):
            writer.write(text)
    except ConnectionError:
        pass
    finally:
        writer.close()
