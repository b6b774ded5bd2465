"""Tests of the Django views, on a local Core API."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django_views
import pytest
import synchronous
from django.conf import settings
from django.test import AsyncClient, Client

if TYPE_CHECKING:
    from collections.abc import Iterator

    from authpi_admin.testing import CoreAPI

# Or set DJANGO_SETTINGS_MODULE.
settings.configure(ROOT_URLCONF="django_views", ALLOWED_HOSTS=["testserver"])


@pytest.fixture(autouse=True)
def _served(authpi_api: CoreAPI, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with authpi_api.serve() as url:
        monkeypatch.setenv("AUTHPI_BASE_URL", url)
        monkeypatch.setenv("AUTHPI_KEY_ID", authpi_api.key[0])
        monkeypatch.setenv("AUTHPI_KEY_SECRET", authpi_api.key[1])
        monkeypatch.setenv("AUTHPI_ACCOUNT_ID", authpi_api.account_id)
        monkeypatch.setattr(django_views, "ISSUER", authpi_api.issuer_id)
        yield


def test_a_user_is_created_once() -> None:
    responses = [
        Client().post(
            "/users", {"email": "alice@example.com"}, content_type="application/json"
        )
        for _ in range(2)
    ]
    synchronous.close()
    assert [response.status_code for response in responses] == [201, 409]


@pytest.mark.asyncio
async def test_a_user_is_shown(
    authpi_api: CoreAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = authpi_api.client()  # for the event loop of this test
    monkeypatch.setattr(django_views, "get_admin", lambda: admin)
    user = await admin.issuer(authpi_api.issuer_id).users.create(
        {"email": "alice@example.com"}
    )

    found = await AsyncClient().get(f"/users/{user.id}")
    missing = await AsyncClient().get("/users/usr_unknown")
    invalid = await AsyncClient().get("/users/..")

    assert found.json()["email"] == "alice@example.com"
    assert (missing.status_code, invalid.status_code) == (404, 404)
