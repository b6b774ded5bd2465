"""The HTTP clients that the tests of faults run with: to test with another one, add it to `KINDS`."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import aiohttp
import httpx
import httpx2

from authpi_admin import AioHttpClient

if TYPE_CHECKING:
    from collections.abc import Callable

    from authpi_admin.types import HttpClient


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of HTTP client.

    Attributes:
        name: What it is called.
        make: Makes one, with at most so many connections, and the certificates to trust.
        in_use: Counts its requests and connections that are not free for the next request.
    """

    name: str
    make: Callable[[int, ssl.SSLContext], HttpClient | AioHttpClient]
    in_use: Callable[[Any], int]


NO_TRUST = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Trusts no certificate, and takes no time to make."""


def make_httpx(connections: int, tls: ssl.SSLContext) -> httpx.AsyncClient:
    """An httpx client."""
    limits = httpx.Limits(max_connections=connections, max_keepalive_connections=connections)
    return httpx.AsyncClient(limits=limits, verify=tls)


def httpx_in_use(client: Any) -> int:
    """Look into the pool of httpcore: what waits in it, and what is neither idle nor closed."""
    pool = client._transport._pool
    return len(pool._requests) + sum(not (entry.is_idle() or entry.is_closed()) for entry in pool.connections)


def make_httpx2(connections: int, tls: ssl.SSLContext) -> httpx2.AsyncClient:
    """An httpx2 client, whose pool is like httpx's."""
    limits = httpx2.Limits(max_connections=connections, max_keepalive_connections=connections)
    return httpx2.AsyncClient(limits=limits, verify=tls)


def make_aiohttp(connections: int, tls: ssl.SSLContext) -> AioHttpClient:
    """A client over aiohttp."""
    return AioHttpClient(verify=tls, max_connections=connections)


def aiohttp_in_use(client: Any) -> int:
    """Look into the connector of aiohttp: what waits for a connection, and what has one."""
    session: object = client._session
    if not isinstance(session, aiohttp.ClientSession):
        return 0
    connector: Any = session.connector
    return len(connector._acquired) + sum(map(len, connector._waiters.values()))


KINDS = [
    Kind("httpx", make_httpx, httpx_in_use),
    Kind("httpx2", make_httpx2, httpx_in_use),
    Kind("aiohttp", make_aiohttp, aiohttp_in_use),
]
