"""Tests of the FastAPI application on a local Core API, in the two usual ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

import fastapi_app
import httpx
import pytest
from fastapi.testclient import TestClient
from fastapi_app import create_app, get_admin

if TYPE_CHECKING:
    from authpi_admin import AuthPIAdmin
    from authpi_admin.testing import CoreAPI


@pytest.fixture(autouse=True)
def _issuer(authpi_api: CoreAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fastapi_app, "ISSUER", authpi_api.issuer_id)


def test_with_the_test_client(authpi_api: CoreAPI) -> None:
    with TestClient(create_app(authpi_api.client)) as client:  # runs the lifespan
        responses = [
            client.post("/users", json={"email": "alice@example.com"}) for _ in range(2)
        ]
    assert [response.status_code for response in responses] == [201, 409]


@pytest.mark.asyncio
async def test_with_a_transport(authpi: AuthPIAdmin, authpi_api: CoreAPI) -> None:
    app = create_app()
    app.dependency_overrides[get_admin] = lambda: authpi  # the lifespan does not run
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app), base_url="http://test"
    ) as client:
        response = await client.post("/users", json={"email": "alice@example.com"})

    user = await authpi.issuer(authpi_api.issuer_id).users.get(response.json()["id"])
    assert user.username == "alice@example.com"
