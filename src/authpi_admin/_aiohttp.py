"""The HTTP client over aiohttp, for many calls at once."""

from __future__ import annotations

import ssl
from typing import ClassVar, cast

import httpx

from authpi_admin._own_client import OwnClient
from authpi_admin.errors import ConfigurationError


class AioHttpClient(OwnClient):
    """An HTTP client whose connections are aiohttp's: several times as many calls a second at high concurrency.

    It belongs to the `AuthPIAdmin` that it is passed to as `http_client`, and is closed with it. For proxies and the
    like, build an `httpx.AsyncClient` over `httpx_aiohttp.AiohttpTransport`.
    """

    closed_with_admin: ClassVar[bool] = True

    def __init__(self, *, verify: ssl.SSLContext | bool = True, max_connections: int = 100) -> None:
        """Prepare a client; nothing is opened yet.

        Args:
            verify: Certificates to trust; `True` for the usual ones.
            max_connections: How many connections there may be at once.

        Raises:
            ConfigurationError: An argument is none of these.
            ImportError: The extra `aiohttp` is not installed.
        """
        try:  # here, so that the class is there, for `import *` and the like, whether the extra is or not
            import aiohttp  # noqa: PLC0415 - as above
            import httpx_aiohttp  # noqa: PLC0415 - as above
        except ModuleNotFoundError as error:
            raise ImportError(
                f'{error.name} is missing: pip install "authpi-admin[aiohttp]"', name=error.name
            ) from error
        if type(max_connections) is not int or max_connections < 1:
            raise ConfigurationError(f"max_connections is a number of connections, 1 or more, not {max_connections!r}")
        if not isinstance(cast("object", verify), bool | ssl.SSLContext):
            raise ConfigurationError("verify is True, False or an ssl.SSLContext: ssl.create_default_context(cafile=…)")
        context = httpx.create_ssl_context(verify=verify)

        def session() -> aiohttp.ClientSession:
            connector = aiohttp.TCPConnector(limit=max_connections, keepalive_timeout=30.0, ssl=context)
            made = aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())
            # aiohttp would repeat a DELETE whose answer was lost, by itself and unseen; which requests may be
            # repeated is decided in one place. Its own test client turns this off in the same way.
            made._retry_connection = False  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]: there is no option
            return made

        super().__init__(transport=httpx_aiohttp.AiohttpTransport(verify=context, client=session))
