"""Sends requests with aiohttp, which is faster for many concurrent calls."""

from __future__ import annotations

import asyncio
import ssl
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from authpi_admin._http.certificates import tls_context
from authpi_admin._http.protocol import Received, TransportFailure, UnreadableResponse, check_encoding, read_body
from authpi_admin._http.redaction import describe
from authpi_admin._http.threads import in_thread
from authpi_admin.errors import ConfigurationError

if TYPE_CHECKING:
    from authpi_admin._http.protocol import Outgoing

# Seconds. Chosen between aiohttp's default of 15 s and the 60 s after which many load balancers close idle connections.
_KEEP_ALIVE = 30.0


class AioHttpClient:
    """Sends the requests of an `AuthPIAdmin` with aiohttp: several times as many calls per second at high concurrency.

    Pass it as `http_client` to one `AuthPIAdmin`, which closes it. It requires the extra `aiohttp`.
    """

    def __init__(
        self, *, verify: ssl.SSLContext | bool = True, max_connections: int = 100, proxy: str | None = None
    ) -> None:
        """Validate the options. No connection is opened.

        Args:
            verify: The certificates to trust: `True` for those of `SSL_CERT_FILE`, `SSL_CERT_DIR` or certifi, `False`
                for any certificate, or an `ssl.SSLContext`.
            max_connections: Maximum number of concurrent requests.
            proxy: URL of an HTTP proxy, for example `http://user:password@host:port`. Default: the proxy in
                `HTTP_PROXY`, `HTTPS_PROXY` or `ALL_PROXY`, unless `NO_PROXY` excludes the host, as in httpx.

        Raises:
            ConfigurationError: An argument is invalid.
            ImportError: The extra `aiohttp` is not installed.
        """
        if find_spec("aiohttp") is None:
            raise ImportError('aiohttp is missing: pip install "authpi-admin[aiohttp]"', name="aiohttp")
        if type(max_connections) is not int or max_connections < 1:
            raise ConfigurationError(f"max_connections must be an integer of 1 or more, not {max_connections!r}")
        if not isinstance(cast("object", verify), bool | ssl.SSLContext):
            raise ConfigurationError(
                "verify must be True, False or an ssl.SSLContext: ssl.create_default_context(cafile=…)"
            )
        self.max_connections: int = max_connections
        self.is_closed: bool = False
        self._verify = verify
        self._proxy = None if proxy is None else _checked_proxy(proxy)
        self._takes_proxy_from_environment = proxy is None
        self._session: Any = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def __repr__(self) -> str:
        """Return the number of connections, without the URL of the proxy, which can contain a password."""
        return f"AioHttpClient(max_connections={self.max_connections})"

    async def open(self, base_url: str) -> None:
        """Import aiohttp and read the certificates in a thread, and create the session. `AuthPIAdmin` calls it.

        Args:
            base_url: URL of the API.

        Raises:
            ConfigurationError: The proxy of the environment is invalid, or this was used in another event loop.
            OSError: The certificates cannot be read.
        """
        loop = asyncio.get_running_loop()
        if self._session is not None and self._loop is not loop:
            raise ConfigurationError(
                "this AioHttpClient was used in another event loop: create one in each event loop, and pass it to one "
                "AuthPIAdmin"
            )
        if self._takes_proxy_from_environment:
            self._proxy = _environment_proxy(base_url)
        context = await in_thread(self._load)
        if self._session is None and not self.is_closed:
            self._session, self._loop = _session(context), loop

    def _load(self) -> ssl.SSLContext:
        """Import aiohttp, which takes too long for the event loop, and read the certificates."""
        import_module("aiohttp")
        return self._verify if isinstance(self._verify, ssl.SSLContext) else tls_context(verify=self._verify)

    async def send(self, outgoing: Outgoing) -> Received:
        """Send a request and read the response. `AuthPIAdmin` calls it.

        Args:
            outgoing: The request.

        Returns:
            The response.

        Raises:
            TransportFailure: No response was received.
            UnreadableResponse: The body is too long, or has an encoding that was not requested.
        """
        import aiohttp  # noqa: PLC0415 - loaded by `open`
        from yarl import URL  # noqa: PLC0415 - as above

        timeouts = outgoing.timeouts
        try:
            async with self._session.request(
                outgoing.method,
                URL(outgoing.url, encoded=True),
                data=outgoing.content,
                headers=outgoing.headers,
                allow_redirects=False,
                proxy=self._proxy,
                # Not `sock_connect`, which applies to each address of the host, so that several exceed the limit.
                timeout=aiohttp.ClientTimeout(total=None, connect=timeouts["connect"], sock_read=timeouts["read"]),
            ) as response:
                check_encoding(response.status, response.headers.get("content-encoding", ""))
                content = await read_body(response.content.iter_any(), response.status, outgoing.max_response_bytes)
                return Received(response.status, response.headers, content)
        except (aiohttp.ClientError, OSError) as error:
            if isinstance(error, aiohttp.ClientResponseError) and "content-encoding" in error.message:
                # aiohttp rejects br and zstd before it returns a response, if it cannot decode them.
                raise UnreadableResponse("the response has a Content-Encoding that was not requested", 0) from None
            if isinstance(
                error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError | aiohttp.ClientHttpProxyError
            ):
                outgoing.may_have_been_sent = False
            failure = TransportFailure(self._reason(error), is_timeout=isinstance(error, TimeoutError))
        # aiohttp's exceptions contain headers and the proxy's password, and their messages quote the response.
        raise failure from ConnectionError(failure.reason)

    def _reason(self, error: Exception) -> str:
        """Describe a failure, and the proxy if there is one."""
        through = ""
        if self._proxy is not None:
            parts = urlsplit(self._proxy)
            port = parts.port or {"http": 80, "https": 443}[parts.scheme]
            through = f", through the proxy {parts.hostname}:{port}"
        return describe(error) + through

    async def aclose(self) -> None:
        """Close the connections. `AuthPIAdmin` calls it when it is closed."""
        self.is_closed = True
        if self._session is not None:
            await self._session.close()


def _session(context: ssl.SSLContext) -> Any:
    """Create aiohttp's session."""
    import aiohttp  # noqa: PLC0415 - loaded by `open`

    # Without a limit: the gate of `AuthPIAdmin` limits the requests, except those that other calls wait for.
    connector = aiohttp.TCPConnector(limit=0, keepalive_timeout=_KEEP_ALIVE, ssl=context)
    session = aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())
    # aiohttp would silently repeat a DELETE whose response was lost. The retry policy decides that instead. aiohttp has
    # no option for it; its own test client sets the same attribute.
    session._retry_connection = False  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]: see above
    return session


def _environment_proxy(url: str) -> str | None:
    """Return the proxy that httpx would use: aiohttp's `trust_env` ignores `ALL_PROXY`, and reads netrc files."""
    from urllib.request import getproxies, proxy_bypass  # noqa: PLC0415 - imports http.client, which few programs need

    parts = urlsplit(url)
    proxies = getproxies()
    proxy = proxies.get(parts.scheme) or proxies.get("all")
    if not proxy or proxy_bypass(str(parts.hostname)):
        return None
    return _checked_proxy(proxy if "://" in proxy else f"http://{proxy}")


def _checked_proxy(proxy: str) -> str:
    """Return a valid URL of a proxy."""
    try:
        parts = urlsplit(proxy)
        is_usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0 and " " not in proxy
    except ValueError:
        is_usable = False
    if not is_usable:
        raise ConfigurationError(
            "the proxy must be a URL such as http://host:port; aiohttp supports neither SOCKS nor other schemes"
        )
    return proxy
