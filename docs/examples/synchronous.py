"""Calls the SDK from synchronous code.

The process has one client, in an event loop that runs in a thread.
"""

import asyncio
from collections.abc import Callable, Coroutine
from functools import cache
from threading import Lock, Thread
from typing import Any, TypeVar

from authpi_admin import AuthPIAdmin

Result = TypeVar("Result")
_lock = Lock()


@cache
def _started() -> tuple[asyncio.AbstractEventLoop, AuthPIAdmin]:
    """Start the thread, and create the client that its event loop uses."""
    loop = asyncio.new_event_loop()
    Thread(target=loop.run_forever, name="authpi", daemon=True).start()
    return loop, AuthPIAdmin()


def run(call: Callable[[AuthPIAdmin], Coroutine[Any, Any, Result]]) -> Result:
    """Call a coroutine function with the client, and return its result.

    It may be called from any thread.
    """
    with _lock:
        loop, admin = _started()
    return asyncio.run_coroutine_threadsafe(call(admin), loop).result()


def close() -> None:
    """Close the client, and end the thread."""
    run(AuthPIAdmin.aclose)
    with _lock:
        loop, _ = _started()
        loop.call_soon_threadsafe(loop.stop)
        _started.cache_clear()
