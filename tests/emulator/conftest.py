"""A fresh local Core API for every test, and a client that compares each response with the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest
from helpers.checked import CheckedTransport

from authpi_admin.testing import CoreAPI

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
def api() -> CoreAPI:
    """The API under test."""
    return CoreAPI()


@pytest.fixture
def transport(api: CoreAPI) -> CheckedTransport:
    """Its transport."""
    return CheckedTransport(api)


@pytest.fixture
async def client(api: CoreAPI, transport: CheckedTransport) -> AsyncIterator[httpx.AsyncClient]:
    """A client with the root key whose paths begin below the account: `issuers`, `webhooks`."""
    base_url = f"{api.base_url}/v1/accounts/{api.account_id}/"
    async with httpx.AsyncClient(transport=transport, base_url=base_url, auth=api.key) as client:
        yield client


@pytest.fixture
async def anonymous(api: CoreAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A client without a credential, whose paths begin with the version: `v1/me`."""
    async with httpx.AsyncClient(transport=api.transport(), base_url=api.base_url) as client:
        yield client


@pytest.fixture
def issuer(api: CoreAPI) -> str:
    """Path of the default issuer."""
    return f"issuers/{api.issuer_id}"
