"""Owns what a client and its copies share: the HTTP client, the gate in front of it and the running tasks."""

from __future__ import annotations

import asyncio
import inspect
import os
import platform
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakSet

from authpi_admin._http.aiohttp import AioHttpClient
from authpi_admin._http.base_url import checked_base_url
from authpi_admin._http.certificates import tls_context
from authpi_admin._http.httpx import DEFAULT_CONNECTIONS, HttpxAdapter, own_adapter
from authpi_admin._http.single_flight import SingleFlight
from authpi_admin._http.threads import in_thread, start_thread
from authpi_admin._version import __version__
from authpi_admin.errors import ConfigurationError

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncGenerator, Coroutine
    from concurrent.futures import Future

    from authpi_admin._http.protocol import Adapter, HttpClient

T = TypeVar("T")

# Seconds that closing waits for a token refresh, so that a rotated refresh token is not lost. Chosen: less than process
# managers wait before they kill a process (by default 10 s for Docker, 30 s for Kubernetes).
_REFRESH_WAIT = 5.0

_used_clients: WeakSet[Any] = WeakSet()  # passed ones, which can outlive the connections that used them
_of_parent_process: list[object] = []
"""The passed HTTP clients that the parent process has used. If a child process collected an `AioHttpClient`, aiohttp
would remove its sockets from the epoll instance that both processes share, and the parent's next call would hang until
its timeout. httpx's connections do nothing when they are collected: with the default client, the calls of a parent
succeeded at once, while a child collected it with idle connections and running calls (asyncio and uvloop)."""

if hasattr(os, "register_at_fork"):  # not on Windows
    os.register_at_fork(after_in_child=lambda: _of_parent_process.extend(_used_clients))


class Connection:
    """The HTTP client, which is created on first use, the gate in front of it and the running tasks."""

    def __init__(
        self,
        base_url: str,
        http_client: HttpClient | AioHttpClient | None,
        max_connections: int | None,
    ) -> None:
        """Validate the options. No connection is opened.

        Raises:
            ConfigurationError: `base_url`, `http_client` or `max_connections` is invalid.
        """
        if max_connections is not None and (type(max_connections) is not int or max_connections < 1):
            raise ConfigurationError(f"max_connections must be an integer of 1 or more, not {max_connections!r}")
        self.base_url = checked_base_url(base_url)
        self.user_agent = (
            f"authpi-admin/{__version__} Python/{platform.python_version()} ({platform.system()}; {platform.machine()})"
        )
        self.is_closed = False
        self._injected = http_client
        # An AioHttpClient and the default client are opened by the first call.
        self.ready: Adapter | None = _ready_adapter(http_client, self.spawn_cleanup)
        default = http_client.max_connections if isinstance(http_client, AioHttpClient) else DEFAULT_CONNECTIONS
        self._max_connections = max_connections or default
        self._forget_process()

    def _forget_process(self) -> None:
        """Reset everything that belongs to an event loop or a process."""
        self._process = os.getpid()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._opening: SingleFlight[Adapter] = SingleFlight(self.spawn)
        self._certificates: Future[ssl.SSLContext] | None = None
        self._tasks: set[asyncio.Task[Any]] = set()
        self._refreshes: set[asyncio.Task[Any]] = set()
        self._cleanups: set[asyncio.Task[Any]] = set()
        self._running: set[asyncio.Timeout] = set()
        self._closing: asyncio.Task[None] | None = None

    def check_usable(self) -> None:
        """Raise a clear error if the client cannot be used here, instead of a hanging call.

        Raises:
            ConfigurationError: The client belongs to another event loop, or its `http_client` to the parent process.
        """
        if self._process != os.getpid():
            if self._injected is None:
                self.ready = None
            self._forget_process()
        if self._loop is None:
            if self._injected is not None and any(held is self._injected for held in _of_parent_process):
                raise ConfigurationError(
                    "the http_client of this AuthPIAdmin was used before the process forked, and its connections "
                    "belong to the parent process: create both in each process"
                )
            self._loop = asyncio.get_running_loop()
            self.gate = asyncio.Semaphore(self._max_connections)
            if self._injected is not None:
                _used_clients.add(self._injected)
        self._check_loop()

    def _check_loop(self) -> None:
        """Raise an error if the client belongs to another event loop."""
        if self._loop is not asyncio.get_running_loop():
            raise ConfigurationError(
                "this AuthPIAdmin was used in another event loop: create one in each event loop (each asyncio.run, "
                "each TestClient), and close it there"
            )

    def open_ahead(self) -> None:
        """Start reading the certificates in a thread, while the models of the first call are built.

        With it, import, client and first call take 1.06 times as long as with bare httpx; without it, 1.16 times
        (medians of 21 interleaved rounds).
        """
        if self._injected is None and self.ready is None and self._certificates is None:
            self._certificates = start_thread(tls_context)

    async def open(self) -> Adapter:
        """Return the HTTP client, and create it on first use. Concurrent calls share the creation.

        Raises:
            ConfigurationError: The HTTP client cannot be created.
        """
        return self.ready or await self._opening.run(self._open)

    async def _open(self) -> Adapter:
        """Create the HTTP client."""
        try:
            if isinstance(self._injected, AioHttpClient):
                await self._injected.open(self.base_url)
                self.ready = self._injected
            else:
                context = self._certificates or start_thread(tls_context)
                self.ready = await in_thread(lambda: own_adapter(self.spawn_cleanup, context.result()))
        except ConfigurationError:
            raise
        except Exception as error:  # noqa: BLE001 - any message may contain the password of a proxy
            self._certificates = None  # the next call reads them again
            raise ConfigurationError(
                f"the HTTP client cannot be created ({type(error).__name__}): check the proxies and certificates that "
                f"the environment sets{_variables()}"
            ) from None
        return self.ready

    @asynccontextmanager
    async def limited(self, seconds: float | None, *, outlives_client: bool = False) -> AsyncGenerator[asyncio.Timeout]:
        """Limit the time of a `with` block, in seconds. `aclose` ends the block too, unless `outlives_client`.

        Raises:
            TimeoutError: The time has passed, or this connection was closed.
        """
        async with asyncio.timeout(seconds) as running:
            if outlives_client:
                yield running
                return
            self._running.add(running)
            try:
                yield running
            finally:
                self._running.discard(running)

    def spawn(self, work: Coroutine[Any, Any, T], *, is_refresh: bool = False) -> asyncio.Task[T]:
        """Start a task that `aclose` cancels; a refresh of the credential has 5 seconds to finish."""
        return _started(work, self._tasks, *([self._refreshes] if is_refresh else []))

    def spawn_cleanup(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Start a task that closes connections and that `aclose` waits for."""
        return _started(work, self._cleanups)

    async def aclose(self) -> None:
        """Close the HTTP client, unless the caller passed it. Running calls fail.

        Raises:
            ConfigurationError: The client belongs to another event loop, in which it must be closed.
        """
        if self._process != os.getpid():  # the sockets belong to the parent process
            self.is_closed = True
            return
        if self._loop is not None:
            self._check_loop()
        if self._closing is None:
            self.is_closed = True
            self._closing = asyncio.create_task(self._close())
        await asyncio.shield(self._closing)  # so that a cancelled `aclose` still closes everything

    async def _close(self) -> None:
        """End the running calls and tasks, and close the HTTP client."""
        for running in self._running:
            if not running.expired():
                running.reschedule(0)
        if self._refreshes:
            await asyncio.wait(self._refreshes, timeout=_REFRESH_WAIT)
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.gather(*self._cleanups, return_exceptions=True)
        if isinstance(self._injected, AioHttpClient):
            await self._injected.aclose()
        elif self._injected is None and self.ready is not None:
            await self.ready.aclose()


def _ready_adapter(http_client: HttpClient | AioHttpClient | None, spawn: Any) -> Adapter | None:
    """Return an adapter for a passed httpx client, which is already open."""
    if http_client is None or isinstance(http_client, AioHttpClient):
        return None
    # Checked now, since a synchronous client would only fail at the first request.
    if isinstance(http_client, type) or not inspect.iscoroutinefunction(getattr(http_client, "send", None)):
        kind = http_client if isinstance(http_client, type) else type(http_client)
        raise ConfigurationError(
            f"http_client must be an httpx.AsyncClient, an httpx2.AsyncClient or an AioHttpClient, not {kind!r}"
        )
    return HttpxAdapter(http_client, spawn)


def _variables() -> str:
    """Return the names of the environment variables that are set and that configure proxies and certificates."""
    names = ("SSL_CERT_FILE", "SSL_CERT_DIR", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")
    present = [name for base in names for name in dict.fromkeys((base, base.lower())) if os.environ.get(name)]
    return f", in {', '.join(present)}" if present else ""


def _started(work: Coroutine[Any, Any, T], *sets: set[asyncio.Task[Any]]) -> asyncio.Task[T]:
    """Start a task, and store it in sets until it is done."""
    task = asyncio.create_task(work)
    for tasks in sets:
        tasks.add(task)
        task.add_done_callback(tasks.discard)
    task.add_done_callback(_retrieve_exception)
    return task


def _retrieve_exception(task: asyncio.Task[Any]) -> None:
    """Suppress asyncio's log message about an exception that no task awaits."""
    if not task.cancelled():
        task.exception()
