"""Calls with bare httpx, as an experienced user would write them."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING
from uuid import uuid4

import httpx

from benchmark.client import ACCOUNT, API_KEY, BODY, USER
from benchmark.models import OneUser, Row, User, Users, walk

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


class BareHttpx:
    """Calls by httpx and hand-written models."""

    def __init__(self, base_url: str, transport: httpx.AsyncBaseTransport | None = None) -> None:
        """Open a client."""
        self._client = httpx.AsyncClient(
            base_url=f"{base_url}/v1/accounts/{ACCOUNT}",
            headers={"Authorization": f"Basic {b64encode(':'.join(API_KEY).encode()).decode()}"},
            transport=transport,
        )

    async def get(self, issuer: str) -> User:
        """Get one user."""
        response = await self._client.get(f"/issuers/{issuer}/users/{USER}")
        response.raise_for_status()
        return OneUser.model_validate_json(response.content).data

    async def post(self, issuer: str) -> User:
        """Create a user."""
        headers = {"Idempotency-Key": str(uuid4())}
        response = await self._client.post(f"/issuers/{issuer}/users", json=BODY, headers=headers)
        response.raise_for_status()
        return OneUser.model_validate_json(response.content).data

    async def page(self, issuer: str, cursor: str | None = None) -> Users:
        """Get one page of 100 users."""
        params: dict[str, str | int] = {"limit": 100, **({"cursor": cursor} if cursor else {})}
        response = await self._client.get(f"/issuers/{issuer}/users", params=params)
        response.raise_for_status()
        return Users.model_validate_json(response.content)

    def users(self, issuer: str) -> AsyncIterator[Row]:
        """Iterate over all users."""
        return walk(lambda cursor: self.page(issuer, cursor))

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.aclose()


def connect(base_url: str, _transport: str = "") -> BareHttpx:
    """Open a client of the server at an address."""
    return BareHttpx(base_url)
