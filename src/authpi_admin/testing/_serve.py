"""Serves ASGI applications with uvicorn in a background thread, by default on loopback."""

import socket
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from copy import deepcopy

import uvicorn
from starlette.types import ASGIApp
from uvicorn.config import LOGGING_CONFIG


@contextmanager
def serve_in_thread(app: ASGIApp, port: int, log_level: str = "critical", host: str = "127.0.0.1") -> Generator[str]:
    """Serve an app during a `with` block, which gets the URL; port 0 selects a free port."""
    # Logs go to standard error, so that a program that reads only the first lines of a pipe does not block this one.
    log = deepcopy(LOGGING_CONFIG)
    log["handlers"]["access"]["stream"] = "ext://sys.stderr"
    server = uvicorn.Server(uvicorn.Config(app, lifespan="off", ws="none", log_level=log_level, log_config=log))
    family, kind, _, _, address = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)[0]
    # asyncio disables Nagle's algorithm only if the protocol is named; with it, each response takes 40 ms.
    with socket.socket(family, kind, socket.IPPROTO_TCP) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address[0], port, *address[2:]))
        listener.listen()
        thread = threading.Thread(target=server.run, args=([listener],), name="authpi-core-api", daemon=True)
        thread.start()
        try:
            while not server.started and thread.is_alive():
                time.sleep(0.002)
            shown = f"[{host}]" if ":" in host else host
            yield f"http://{shown}:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()
