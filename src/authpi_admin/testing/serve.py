"""The local Core API over real HTTP, on loopback, by uvicorn in a background thread."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import uvicorn

if TYPE_CHECKING:
    from collections.abc import Generator

    from starlette.types import ASGIApp

HOST = "127.0.0.1"


def listen(port: int) -> socket.socket:
    """A listening socket on loopback, on a free port where `port` is 0."""
    return socket.create_server((HOST, port))


def address(listener: socket.socket) -> str:
    """The URL that a client connects to."""
    return f"http://{HOST}:{listener.getsockname()[1]}"


@contextmanager
def serve_in_thread(app: ASGIApp, port: int) -> Generator[str]:
    """Serve an app until the block ends; yields its URL."""
    # The log would show what tests provoke on purpose, such as answers that are dropped.
    config = uvicorn.Config(app, lifespan="off", ws="none", log_config=None, log_level="critical", access_log=False)
    server = uvicorn.Server(config)
    with listen(port) as listener:
        thread = threading.Thread(target=server.run, args=([listener],), name="authpi-core-api", daemon=True)
        thread.start()
        try:
            while not server.started and thread.is_alive():
                time.sleep(0.002)
            yield address(listener)
        finally:
            server.should_exit = True
            thread.join()
