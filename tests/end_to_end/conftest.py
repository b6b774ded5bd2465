"""A fresh scenario for every test, and a client of the SDK on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest
from helpers.checked import CheckedTransport
from helpers.scenario import Scenario

from authpi_admin import AuthPIAdmin
from authpi_admin.testing import CoreAPI

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def scenario() -> AsyncIterator[Scenario]:
    api = CoreAPI()
    scenario = Scenario(api, CheckedTransport(api))
    async with scenario.client:
        yield scenario


@pytest.fixture
async def admin(scenario: Scenario) -> AsyncIterator[AuthPIAdmin]:
    """A client whose requests and responses are checked, and that knows its account."""
    api = scenario.api
    async with (
        httpx.AsyncClient(transport=scenario.transport) as client,
        AuthPIAdmin(api_key=api.key, base_url=api.base_url, http_client=client) as admin,
    ):
        await admin.invoices.list()
        yield admin
