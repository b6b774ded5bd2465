"""A small HTTP/2 server over TLS on loopback, which responds to each stream after a delay."""

from __future__ import annotations

import asyncio
import ssl
from pathlib import Path
from typing import TYPE_CHECKING, Self

import h2.config
import h2.connection
import h2.events
import h2.exceptions

if TYPE_CHECKING:
    from types import TracebackType

HERE = Path(__file__).parent.parent / "faults"
BODY = b'{"data": {"text": "%s"}}' % (b"x" * 1000)


class Http2Server:
    """The server, as an async context manager.

    Attributes:
        connections: How many connections there were.
        paths: The paths of the requests that arrived.
        delay: How long each response takes, in seconds.
    """

    def __init__(self, delay: float) -> None:
        """Prepare a server; nothing listens yet."""
        self.connections = 0
        self.paths: list[str] = []
        self.delay = delay
        self._writers: list[asyncio.StreamWriter] = []
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def url(self) -> str:
        """The URL."""
        return f"https://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def __aenter__(self) -> Self:
        """Start."""
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        tls.load_cert_chain(HERE / "loopback.pem")
        tls.set_alpn_protocols(["h2"])
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0, ssl=tls)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close everything, and wait until it is closed."""
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
        self.connections += 1
        connection = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False))
        connection.initiate_connection()
        writer.write(connection.data_to_send())
        try:
            while received := await reader.read(65_536):
                for event in connection.receive_data(received):
                    if isinstance(event, h2.events.RequestReceived):
                        self.paths += [value.decode() for name, value in event.headers if name == b":path"]
                    if isinstance(event, h2.events.StreamEnded):
                        asyncio.get_running_loop().call_later(
                            self.delay, self._respond, connection, writer, event.stream_id
                        )
                writer.write(connection.data_to_send())
        except (ConnectionError, h2.exceptions.ProtocolError):
            pass  # the client has gone
        finally:
            writer.close()

    @staticmethod
    def _respond(
        connection: h2.connection.H2Connection, writer: asyncio.StreamWriter, stream_id: int
    ) -> None:
        if writer.is_closing():
            return
        try:
            connection.send_headers(stream_id, [(":status", "200"), ("content-type", "application/json")])
            connection.send_data(stream_id, BODY, end_stream=True)
        except h2.exceptions.ProtocolError:
            return  # the client has reset the stream
        writer.write(connection.data_to_send())
