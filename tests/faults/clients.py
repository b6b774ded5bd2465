"""The HTTP clients that the tests of this directory run with: to test with another one, add it to `KINDS`."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx

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
    make: Callable[[int, ssl.SSLContext], HttpClient]
    in_use: Callable[[Any], int]


NO_TRUST = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Trusts nobody, and unlike a context that does takes no time to make."""


def make_httpx(connections: int, tls: ssl.SSLContext) -> httpx.AsyncClient:
    """An httpx client."""
    limits = httpx.Limits(max_connections=connections, max_keepalive_connections=connections)
    return httpx.AsyncClient(limits=limits, verify=tls)


def httpx_in_use(client: Any) -> int:
    """Look into the pool of httpcore: what waits in it, and what is neither idle nor closed."""
    pool = client._transport._pool
    return len(pool._requests) + sum(not (entry.is_idle() or entry.is_closed()) for entry in pool.connections)


KINDS = [Kind("httpx", make_httpx, httpx_in_use)]
