"""The local Core API over real HTTP, on loopback, by uvicorn in a background thread."""

import socket
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp


@contextmanager
def serve_in_thread(app: ASGIApp, port: int, log_level: str = "critical") -> Generator[str]:
    """Serve an app on a port (0: a free one) until the block ends; yields its URL.

    Little is logged unless asked for: tests provoke errors on purpose, such as answers that are dropped.
    """
    server = uvicorn.Server(uvicorn.Config(app, lifespan="off", ws="none", log_level=log_level))
    # asyncio turns Nagle's algorithm off only where the protocol is named; with it on, every answer takes 40 ms.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        listener.listen()
        thread = threading.Thread(target=server.run, args=([listener],), name="authpi-core-api", daemon=True)
        thread.start()
        try:
            while not server.started and thread.is_alive():
                time.sleep(0.002)
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()
