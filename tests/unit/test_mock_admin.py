"""`mock_admin`: methods that do nothing, with the signatures of the real ones."""

from __future__ import annotations

import inspect
from unittest.mock import AsyncMock

import pytest
from helpers.surface import METHODS, at

from authpi_admin import AuthPIAdmin, NotFoundError, Page, edit
from authpi_admin.testing import mock_admin
from authpi_admin.types import User


def test_it_is_an_instance_of_the_client_for_isinstance() -> None:
    assert isinstance(mock_admin(), AuthPIAdmin)


@pytest.mark.parametrize("name", METHODS)
async def test_every_method_has_the_signature_of_the_real_one(name: str) -> None:
    mock = at(mock_admin(), name)
    assert inspect.signature(mock) == METHODS[name]
    required = {name: "x" for name, value in METHODS[name].parameters.items() if value.default is value.empty}
    with pytest.raises(TypeError, match="got an unexpected keyword argument 'no_such_argument'"):
        await mock(**required, no_such_argument=1)  # before Python 3.13, the call itself raises


async def test_signatures_are_checked_while_an_event_loop_runs() -> None:
    admin = mock_admin()
    with pytest.raises(TypeError, match="missing a required argument: 'user_id'"):
        await admin.issuer("i_1").users.get()
    with pytest.raises(TypeError, match="missing a required argument: 'issuer_id'"):
        admin.issuer()


async def test_a_method_gives_what_is_set_and_keeps_its_calls() -> None:
    admin = mock_admin()
    users = admin.issuer("i_1").users
    users.create.return_value = User.model_construct(id="usr_1")
    users.get.side_effect = NotFoundError("not_found", "no such user", status_code=404)

    assert (await users.create({"email": "alice@example.com"}, idempotency_key="k")).id == "usr_1"
    users.create.assert_awaited_once_with({"email": "alice@example.com"}, idempotency_key="k")
    with pytest.raises(NotFoundError):
        await users.get("usr_2")
    admin.issuer.assert_called_once_with("i_1")


async def test_a_list_gives_the_items_that_are_set() -> None:
    users = mock_admin().issuer("i_1").users
    assert [user async for user in users.list_all()] == []
    users.list_all.return_value = ["a", "b"]
    assert [user async for user in users.list_all(status="active")] == ["a", "b"]
    assert await users.list_all().collect(limit=1) == ["a"]
    assert [page.data async for page in users.list_all().pages()] == [["a", "b"]]
    users.list_all.assert_called_with()
    users.list.return_value = Page(["c"])
    assert [*await users.list(limit=1)] == ["c"]


async def test_scopes_below_scopes_are_mocks_too() -> None:
    admin = mock_admin()
    user = admin.issuer("i_1").user("usr_1")
    assert user is admin.issuer.return_value.user.return_value
    user.get.return_value = User.model_construct(id="usr_1", status="active")
    user.update.return_value = "updated"
    assert await edit(user, lambda _: {"status": "suspended"}) == "updated"
    assert user.update.await_args.kwargs["if_match"].id == "usr_1"
    admin.webhook("wh_1").redeliver.create.return_value = {}
    assert await admin.webhook("wh_1").redeliver.create({}) == {}


async def test_the_client_itself_is_a_context_manager_and_its_own_copy() -> None:
    admin = mock_admin()
    async with admin as entered:
        assert entered is admin
    assert admin.with_options(timeout=5) is admin
    await admin.aclose()
    admin.aclose.assert_awaited_once_with()


@pytest.mark.parametrize(
    "name", ["admin.userz", "admin.issuer(issuer_id).userz", "admin.issuer(issuer_id).users.fetch"]
)
def test_what_does_not_exist_is_an_attribute_error(name: str) -> None:
    with pytest.raises(AttributeError):
        at(mock_admin(), name)


def test_what_does_not_exist_cannot_be_set() -> None:
    with pytest.raises(AttributeError):
        mock_admin().issuers.fetch = AsyncMock()
