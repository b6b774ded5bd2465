"""Calls with the SDK; the code is the same for this version and the published one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from authpi_admin import AuthPIAdmin
from benchmark.client import ACCOUNT, API_KEY, BODY, USER

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


class Sdk:
    """Calls by the methods of `AuthPIAdmin`."""

    def __init__(self, base_url: str, **options: Any) -> None:
        """Open a client."""
        self._admin = AuthPIAdmin(api_key=API_KEY, account_id=ACCOUNT, base_url=base_url, **options)

    async def get(self, issuer: str) -> object:
        """Get one user."""
        return await self._admin.issuer(issuer).users.get(USER)

    async def post(self, issuer: str) -> object:
        """Create a user."""
        body: Any = BODY
        return await self._admin.issuer(issuer).users.create(body)

    async def page(self, issuer: str) -> object:
        """Get one page of 100 users."""
        return await self._admin.issuer(issuer).users.list(limit=100)

    def users(self, issuer: str) -> AsyncIterator[object]:
        """Iterate over all users."""
        return self._admin.issuer(issuer).users.list_all(limit=100)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._admin.close()


def connect(base_url: str, transport: str = "") -> Sdk:
    """Open a client of the server at an address, optionally with an HTTP client other than the default."""
    if transport == "aiohttp":
        from authpi_admin import AioHttpClient  # noqa: PLC0415 - the published version does not have it

        return Sdk(base_url, http_client=AioHttpClient())
    if transport == "httpx2":
        import httpx2  # noqa: PLC0415 - as above

        return Sdk(base_url, http_client=httpx2.AsyncClient())
    return Sdk(base_url)
