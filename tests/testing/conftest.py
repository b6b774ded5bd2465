"""A fresh local Core API for every test, and a client on it without a socket."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from authpi_admin.testing import CoreAPI

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
def api() -> CoreAPI:
    """The API under test."""
    return CoreAPI()


@pytest.fixture
async def client(api: CoreAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A client with the root key whose paths begin below the account: `issuers`, `webhooks`."""
    base_url = f"{api.base_url}/v1/accounts/{api.account_id}/"
    async with httpx.AsyncClient(transport=api.transport(), base_url=base_url, auth=api.key) as client:
        yield client


@pytest.fixture
def issuer(api: CoreAPI) -> str:
    """Path of the issuer that is there from the start."""
    return f"issuers/{api.issuer_id}"
