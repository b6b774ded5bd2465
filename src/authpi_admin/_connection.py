"""What a client and its copies share: the HTTP client, the address and the credential."""

from __future__ import annotations

import asyncio
import os
import platform
from contextlib import asynccontextmanager
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar, cast
from urllib.parse import urlsplit

from authpi_admin._auth import Shared
from authpi_admin._threads import in_thread
from authpi_admin._version import __version__
from authpi_admin._waits import cancelled_at_waits
from authpi_admin.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Coroutine

    from authpi_admin._auth import Credential
    from authpi_admin._headers import Headers
    from authpi_admin._http import HttpClient, HttpResponse

T = TypeVar("T")

_abandoned: list[HttpClient] = []  # of a parent process; collecting them would close its sockets with a warning


class Connection:
    """The HTTP client, made on first use, and what every request over it carries."""

    def __init__(self, base_url: str, credential: Credential, http_client: HttpClient | None) -> None:
        """Prepare a connection; nothing is opened yet.

        Args:
            base_url: The API's address.
            credential: Proves who the caller is.
            http_client: The HTTP client to use; it is not closed, unless it says that it belongs to us.

        Raises:
            ConfigurationError: The address or the HTTP client is none.
        """
        # A synchronous client would look like a network that fails, at the first request and at each retry.
        names = {kind.__name__ for kind in type(http_client).__mro__}
        is_asynchronous = callable(getattr(http_client, "send", None)) and names.isdisjoint({"Client", "type"})
        if http_client is not None and not is_asynchronous:
            raise ConfigurationError(
                "http_client is an asynchronous client: an httpx.AsyncClient, an httpx2.AsyncClient or an AioHttpClient"
            )
        self.base_url = _checked_url(base_url)
        self.credential = credential
        self.user_agent = (
            f"authpi-admin/{__version__} Python/{platform.python_version()} ({platform.system()}; {platform.machine()})"
        )
        self.is_closed = False
        self._injected = http_client
        self._own: HttpClient | None = None
        self._importing: Shared[object] = Shared()
        self._opening: Shared[HttpClient] = Shared()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._process = os.getpid()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._running: set[asyncio.Timeout] = set()
        self._closing: asyncio.Task[None] | None = None

    def check_usable(self) -> None:
        """Refuse what could only hang or fail in a way that is hard to understand.

        Raises:
            ConfigurationError: The client belongs to another event loop, or its `http_client` to another process,
                whose sockets are not ours to use.
        """
        if self._process != os.getpid():
            if self._injected is not None and self._loop is not None:
                raise ConfigurationError(
                    "the http_client of this AuthPIAdmin was used before the process forked: make both in each process"
                )
            if self._own is not None:
                _abandoned.append(self._own)
            self._own, self._loop, self._process = None, None, os.getpid()
            self._tasks.clear()
            self._running.clear()
        if self._loop is None:
            self._loop = asyncio.get_running_loop()
        self._check_loop()

    def _check_loop(self) -> None:
        if self._loop is not asyncio.get_running_loop():
            raise ConfigurationError(
                "this AuthPIAdmin was used in another event loop: make one in each event loop (each asyncio.run) "
                "and close it there"
            )

    async def exchange(  # noqa: PLR0913 - what a request has, and its limits
        self,
        method: str,
        url: str,
        *,
        headers: Headers,
        content: bytes | None,
        extensions: dict[str, Any],
        limit: float | None,
    ) -> HttpResponse:
        """Send one request and read the whole answer.

        Args:
            method: The HTTP method.
            url: The address.
            headers: The headers.
            content: The body.
            extensions: Limits of time, as httpx takes them.
            limit: How long all of it may take, in seconds.

        Returns:
            The answer, whatever its status.

        Raises:
            TimeoutError: It took too long, or this connection was closed meanwhile.
        """
        async with self.limited(limit):
            client = self._injected or self._own or await self._opening.run(self._open)
            request = client.build_request(method, url, headers=headers, content=content, extensions=extensions)
            return await cancelled_at_waits(client.send(request, auth=None, follow_redirects=False))

    @asynccontextmanager
    async def limited(self, seconds: float | None) -> AsyncGenerator[None]:
        """Bound what a call waits for, which also ends when this connection is closed.

        Args:
            seconds: How long it may take; `None` for as long as it takes.

        Raises:
            TimeoutError: It took too long, or this connection was closed meanwhile.
        """
        async with asyncio.timeout(seconds) as running:
            self._running.add(running)
            try:
                yield
            finally:
                self._running.discard(running)

    async def open_ahead(self) -> None:
        """Start making the HTTP client for a first call: half of that goes on beside what else the call loads."""
        if self._injected is not None or self._own is not None:
            return
        # Not both at a time: two threads that import take longer than one after the other.
        await self._importing.run(partial(in_thread, partial(import_module, "authpi_admin._own_client")))
        # Whether the call may be made is seen when it is: one that sends nothing binds the client to no event loop.
        is_usable = self._process == os.getpid() and self._loop in {None, asyncio.get_running_loop()}
        if is_usable and not self.is_closed:
            self.spawn(self._opening.run(self._open))

    async def _open(self) -> HttpClient:
        if self._own is None:  # or else it came after the one that made it
            try:
                self._own = await in_thread(_own_client)
            except Exception as error:  # noqa: BLE001 - whatever it is, its text may hold the password of a proxy
                raise ConfigurationError(
                    f"the HTTP client cannot be made ({type(error).__name__}): look at what the environment says of "
                    "proxies and certificates, in HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, SSL_CERT_FILE and SSL_CERT_DIR"
                ) from None
        return self._own

    def spawn(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Start something that ends with this connection at the latest.

        Args:
            work: What to do.

        Returns:
            The task. Its failure is nobody's if nobody waits for it.
        """
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            task.exception()  # looked at, so that asyncio does not complain of it

    async def aclose(self) -> None:
        """Close the HTTP client, unless it belongs to the caller. Calls that are under way fail.

        Raises:
            ConfigurationError: The client belongs to another event loop, which alone can close its sockets.
        """
        if self._process != os.getpid():
            self.is_closed = True
            return  # of a parent process, whose sockets are not ours to close
        if self._loop is not None:
            self._check_loop()
        if self._closing is None:
            self.is_closed = True
            self._closing = asyncio.create_task(self._close())
        await asyncio.shield(self._closing)  # goes on where this is cancelled: a second try would find nothing to close

    async def _close(self) -> None:
        for running in self._running:
            if not running.expired():  # those that wait for a connection would do so until their time is over
                running.reschedule(0)
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        owned = self._injected if getattr(self._injected, "closed_with_admin", False) else self._own
        if owned is not None:
            await owned.aclose()


def _own_client() -> HttpClient:
    from authpi_admin._own_client import OwnClient  # noqa: PLC0415 - whoever passes another client needs no httpx

    return OwnClient()


def _checked_url(base_url: str) -> str:
    if not isinstance(cast("object", base_url), str) or not _is_address(base_url):
        shown = "one with a user name or password" if "@" in str(base_url) else repr(base_url)
        raise ConfigurationError(
            f'base_url is the API\'s address, for example "https://api.authpi.com", without credentials, query or '
            f"fragment; it cannot be {shown}"
        )
    return base_url.rstrip("/")


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        is_whole = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # of an address in brackets, or of a port
        return False
    return is_whole and text.isprintable() and not any(mark in text for mark in " @?#\\")
