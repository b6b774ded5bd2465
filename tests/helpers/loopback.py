"""A small HTTP server on loopback, for what a mocked transport cannot show."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncGenerator


@dataclass
class LoopbackServer:
    """Sends the same bytes to each request.

    Attributes:
        response: The whole response; `None` to close the connection instead.
        url: Its URL.
        requests: The requests so far, without their bodies.
    """

    response: bytes | None
    url: str = ""
    requests: list[bytes] = field(default_factory=list[bytes])

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection."""
        try:
            while request := await reader.readuntil(b"\r\n\r\n"):
                self.requests.append(request)
                if self.response is None:
                    break
                writer.write(self.response)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def serving(response: bytes | None, tls: ssl.SSLContext | None = None) -> AsyncGenerator[LoopbackServer]:
    """Run a server.

    Args:
        response: The whole response; `None` to close the connection instead.
        tls: The server's certificate; `None` for plain HTTP.

    Yields:
        The server.
    """
    server = LoopbackServer(response)
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0, ssl=tls)
    async with listening:
        host, port = listening.sockets[0].getsockname()
        server.url = f"http{'s' if tls else ''}://{host}:{port}"
        yield server
