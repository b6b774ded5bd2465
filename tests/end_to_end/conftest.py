"""A fresh stage for every test, and a client of the SDK on it."""

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
async def stage() -> AsyncIterator[Scenario]:
    api = CoreAPI()
    stage = Scenario(api, CheckedTransport(api))
    async with stage.client:
        yield stage


@pytest.fixture
async def admin(stage: Scenario) -> AsyncIterator[AuthPIAdmin]:
    """A client whose requests and answers are checked, and that knows its account."""
    api = stage.api
    async with (
        httpx.AsyncClient(transport=stage.transport) as client,
        AuthPIAdmin(api_key=api.key, base_url=api.base_url, http_client=client) as admin,
    ):
        await admin.invoices.list()
        yield admin
