"""Calls with bare aiohttp, as an experienced user would write them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import aiohttp

from benchmark.client import ACCOUNT, API_KEY, BODY, USER
from benchmark.models import OneUser, Row, User, Users, walk

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


class BareAiohttp:
    """Calls by aiohttp and hand-written models."""

    def __init__(self, base_url: str) -> None:
        """Open a session."""
        auth = aiohttp.encode_basic_auth(*API_KEY)
        self._session = aiohttp.ClientSession(
            f"{base_url}/v1/accounts/{ACCOUNT}/", headers={"Authorization": auth}, raise_for_status=True
        )

    async def get(self, issuer: str) -> User:
        """Get one user."""
        async with self._session.get(f"issuers/{issuer}/users/{USER}") as response:
            return OneUser.model_validate_json(await response.read()).data

    async def post(self, issuer: str) -> User:
        """Create a user."""
        headers = {"Idempotency-Key": str(uuid4())}
        async with self._session.post(f"issuers/{issuer}/users", json=BODY, headers=headers) as response:
            return OneUser.model_validate_json(await response.read()).data

    async def page(self, issuer: str, cursor: str | None = None) -> Users:
        """Get one page of 100 users."""
        params = {"limit": "100", **({"cursor": cursor} if cursor else {})}
        async with self._session.get(f"issuers/{issuer}/users", params=params) as response:
            return Users.model_validate_json(await response.read())

    def users(self, issuer: str) -> AsyncIterator[Row]:
        """Iterate over all users."""
        return walk(lambda cursor: self.page(issuer, cursor))

    async def aclose(self) -> None:
        """Close the connections."""
        await self._session.close()


def connect(base_url: str, _transport: str = "") -> BareAiohttp:
    """Open a client of the server at an address."""
    return BareAiohttp(base_url)
