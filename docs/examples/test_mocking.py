"""Unit tests of the small application, with mocks, respx and pytest-httpx."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from unittest.mock import AsyncMock

import httpx
import pytest
from signup import AlreadySignedUpError, sign_up

from authpi_admin import AuthPIAdmin, ConflictError
from authpi_admin.testing import mock_admin
from authpi_admin.types import CallerIdentity, User

if TYPE_CHECKING:
    import respx
    from pytest_httpx import HTTPXMock

pytestmark = pytest.mark.asyncio

# Passed to each client, because the defaults are variables of the environment.
BASE_URL = "https://api.authpi.com"
URL = f"{BASE_URL}/v1/accounts/acc_1/issuers/i_1"
USER: dict[str, Any] = {
    "id": "usr_1",
    "issuer_id": "i_1",
    "status": "active",
    "username_type": "email",
    "username": "alice@example.com",
    "profile": {},
    "created_at": 1_781_222_400_000,
}
MEMBER = {
    "org_id": "org_1",
    "member_id": "usr_1",
    "member_type": "user",
    "issuer_id": "i_1",
    "status": "active",
    "scopes": ["member"],
    "user_title": None,
    "joined_at": 1_781_222_400_000,
}


async def test_with_mocks() -> None:
    admin = mock_admin()
    issuer = admin.issuer.return_value  # what `admin.issuer("i_1")` returns
    issuer.users.create.return_value = User.model_validate(USER)

    assert await sign_up(admin, "i_1", "org_1", "alice@example.com") == "usr_1"

    admin.issuer.assert_called_with("i_1")
    members = issuer.organization.return_value.members
    members.create.assert_awaited_once_with(
        {"member_id": "usr_1", "scopes": ["member"]}
    )


async def test_an_error_with_mocks() -> None:
    admin = mock_admin()
    admin.issuer.return_value.users.create.side_effect = ConflictError(
        "conflict", "exists", status_code=409
    )

    with pytest.raises(AlreadySignedUpError):
        await sign_up(admin, "i_1", "org_1", "alice@example.com")


async def test_a_list_with_mocks() -> None:
    admin = mock_admin()
    users = admin.issuer.return_value.users
    users.list_all.return_value = [User.model_validate(USER)]

    assert [
        user.id async for user in admin.issuer("i_1").users.list_all(status="active")
    ] == ["usr_1"]

    users.list_all.assert_called_once_with(status="active")


async def test_the_methods_of_the_client_itself() -> None:
    admin = AsyncMock(spec=AuthPIAdmin)
    admin.whoami.return_value = CallerIdentity.model_construct(type="api_key")

    assert (await admin.whoami()).type == "api_key"


async def test_with_respx(respx_mock: respx.MockRouter) -> None:
    respx_mock.post(f"{URL}/users").respond(201, json={"data": USER})
    respx_mock.post(f"{URL}/organizations/org_1/members").respond(
        201, json={"data": MEMBER}
    )

    async with AuthPIAdmin(
        api_key=("key_1", "secret"), account_id="acc_1", base_url=BASE_URL
    ) as admin:
        assert await sign_up(admin, "i_1", "org_1", "alice@example.com") == "usr_1"


async def test_with_pytest_httpx(httpx_mock: HTTPXMock) -> None:
    page = {"data": [{"user_id": "usr_1", "username_hash": "5f9c"}], "has_more": False}
    httpx_mock.add_response(url=f"{URL}/users?limit=100", json=page)
    httpx_mock.add_response(
        url=f"{URL}/users/usr_1",
        json={"data": USER},
        headers={"ETag": '"1781222400000"'},
    )

    async with AuthPIAdmin(
        api_key=("key_1", "secret"), account_id="acc_1", base_url=BASE_URL
    ) as admin:
        users = admin.issuer("i_1").users
        read = [await users.get(row.id) async for row in users.list_all()]

    assert [(user.username, user.etag) for user in read] == [
        ("alice@example.com", '"1781222400000"')
    ]


async def test_an_error_with_a_transport() -> None:
    def conflict(_: httpx.Request) -> httpx.Response:
        return httpx.Response(
            409,
            json={
                "error": "conflict",
                "error_description": "exists",
                "retryable": False,
            },
        )

    http_client = httpx.AsyncClient(transport=httpx.MockTransport(conflict))
    async with AuthPIAdmin(
        api_key=("key_1", "secret"), account_id="acc_1", http_client=http_client
    ) as admin:
        with pytest.raises(AlreadySignedUpError):
            await sign_up(admin, "i_1", "org_1", "alice@example.com")
