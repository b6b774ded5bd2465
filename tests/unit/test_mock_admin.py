"""`mock_admin`, and mocks that tests of users make of a client themselves."""

from __future__ import annotations

import inspect
import weakref
from typing import TYPE_CHECKING, Any
from unittest.mock import AsyncMock, patch

import pytest
from helpers.mocked_api import identity
from helpers.surface import METHODS, at

from authpi_admin import AuthPIAdmin, NotFoundError, Page, edit
from authpi_admin.testing import mock_admin
from authpi_admin.types import User

if TYPE_CHECKING:
    from helpers.mocked_api import MockedApi


@pytest.mark.parametrize("name", METHODS)
async def test_methods_have_the_signatures_of_the_real_ones(name: str) -> None:
    mock = at(mock_admin(), name)
    assert inspect.signature(mock) == METHODS[name]
    required = {name: "x" for name, value in METHODS[name].parameters.items() if value.default is value.empty}
    with pytest.raises(TypeError, match="got an unexpected keyword argument 'unknown_argument'"):
        await mock(**required, unknown_argument=1)  # before Python 3.13, the call itself raises


async def test_method_returns_what_is_set_and_records_its_calls() -> None:
    admin = mock_admin()
    users = admin.issuer("i_1").users
    users.create.return_value = User.model_construct(id="usr_1")
    users.get.side_effect = NotFoundError("not_found", "no such user", status_code=404)
    assert (await users.create({"email": "alice@example.com"}, idempotency_key="k")).id == "usr_1"
    users.create.assert_awaited_once_with({"email": "alice@example.com"}, idempotency_key="k")
    with pytest.raises(NotFoundError):
        await users.get("usr_2")
    with pytest.raises(TypeError, match="missing a required argument: 'user_id'"):
        await users.get()
    admin.issuer.assert_called_once_with("i_1")
    with pytest.raises(TypeError, match="missing a required argument: 'issuer_id'"):
        admin.issuer()


async def test_list_returns_the_items_that_are_set() -> None:
    users = mock_admin().issuer("i_1").users
    assert [user async for user in users.list_all()] == []
    users.list_all.return_value = ["a", "b"]
    assert [user async for user in users.list_all(status="active")] == ["a", "b"]
    assert await users.list_all().collect(limit=1) == ["a"]
    assert [page.data async for page in users.list_all().pages()] == [["a", "b"]]
    users.list_all.assert_called_with()
    users.list.return_value = Page(["c"])
    assert [*await users.list(limit=1)] == ["c"]


async def test_scopes_and_the_client_itself() -> None:
    admin = mock_admin()
    user = admin.issuer("i_1").user("usr_1")
    assert user is admin.issuer.return_value.user.return_value
    user.get.return_value = User.model_construct(id="usr_1", status="active")
    user.update.return_value = "updated"
    assert await edit(user, lambda _: {"status": "suspended"}) == "updated"
    assert user.update.await_args.kwargs["if_match"].id == "usr_1"
    admin.webhook("wh_1").redeliver.create.return_value = {}
    assert await admin.webhook("wh_1").redeliver.create({}) == {}
    async with admin as entered:
        assert entered is admin
    assert admin.with_options(timeout=5) is admin
    await admin.aclose()
    admin.aclose.assert_awaited_once_with()
    assert isinstance(admin, AuthPIAdmin)


@pytest.mark.parametrize(
    "name", ["admin.userz", "admin.issuer(issuer_id).userz", "admin.issuer(issuer_id).users.fetch"]
)
def test_unknown_attributes_raise(name: str) -> None:
    with pytest.raises(AttributeError):
        at(mock_admin(), name)
    with pytest.raises(AttributeError):
        mock_admin().issuers.fetch = AsyncMock()


async def test_client_can_be_patched_mocked_and_weakly_referenced(admin: AuthPIAdmin, api: MockedApi) -> None:
    assert weakref.WeakKeyDictionary({admin: 1})[admin] == 1
    with patch.object(admin, "whoami", return_value="patched") as method:
        assert isinstance(method, AsyncMock)
        patched: Any = await admin.whoami()
        assert patched == "patched"
    assert api.requests == []
    api.respond_with(identity("acc_1"))
    assert (await admin.whoami()).type == "api_key"
    mock = AsyncMock(spec=AuthPIAdmin)
    mock.whoami.return_value = "identity"
    assert await mock.whoami() == "identity"
    with pytest.raises(AttributeError):
        _ = mock.unknown_attribute
