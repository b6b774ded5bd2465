"""Conditional writes: an ETag or a model that carries one, or nothing is sent at all."""

from __future__ import annotations

import copy
import inspect
import pickle
from typing import TYPE_CHECKING, Any

import pytest
from helpers.calls import documented, needed
from helpers.mocked_api import response
from helpers.mocked_list import users
from helpers.surface import METHODS, at

from authpi_admin import PreconditionFailedError
from authpi_admin import types as t

if TYPE_CHECKING:
    from helpers.mocked_api import MockedApi

    from authpi_admin import AuthPIAdmin

ETAG = '"1764547200123"'


async def test_what_was_read_or_written_carries_its_etag(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    mocked_api.server = lambda _: response(data={"id": "usr_1"}, headers={"eTaG": ETAG})
    scope = admin.issuer("i_1").user("usr_1")
    user = await scope.get()
    assert user.etag == ETAG
    updated = await scope.update({}, if_match=user)
    assert updated.etag == ETAG
    assert updated.etag is not None
    await scope.delete(if_match=updated.etag)
    await scope.update({}, if_match="*")
    await scope.update({})
    assert [request.headers.get("If-Match") for request in mocked_api.requests] == [None, ETAG, ETAG, "*", None]


async def test_a_copy_carries_it_too(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    mocked_api.server = lambda _: response(data={"id": "usr_1"}, headers={"ETag": ETAG})
    scope = admin.issuer("i_1").user("usr_1")
    user = await scope.get()
    for same in (copy.copy(user), copy.deepcopy(user), pickle.loads(pickle.dumps(user)), user.model_copy()):  # noqa: S301
        await scope.update({}, if_match=same)
        assert same == user
        assert "etag" not in str(same.model_dump()).lower()
    assert {request.headers.get("If-Match") for request in mocked_api.requests[1:]} == {ETAG}


CONDITIONAL = [name for name, signature in METHODS.items() if "if_match" in signature.parameters]


@pytest.mark.parametrize("name", CONDITIONAL)
async def test_a_model_without_an_etag_is_no_unconditional_write(
    name: str, admin: AuthPIAdmin, mocked_api: MockedApi
) -> None:
    mocked_api.server = documented
    row = await anext(users(admin))
    mocked_api.requests.clear()
    assert row.etag is None
    with pytest.raises(ValueError, match=r"this UserListItem carries no ETag \(rows of a list have none\): read the"):
        await at(admin, name)(**needed(METHODS[name]), if_match=row)
    assert mocked_api.requests == []


@pytest.mark.parametrize("name", CONDITIONAL)
async def test_none_is_no_unconditional_write(name: str, admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    mocked_api.server = documented
    message = "if_match is None: the model has no ETag .* or leave the argument out for an unconditional write"
    with pytest.raises(ValueError, match=message):
        await at(admin, name)(**needed(METHODS[name]), if_match=None)
    assert mocked_api.requests == []
    await at(admin, name)(**needed(METHODS[name]))
    assert "If-Match" not in mocked_api.request.headers


async def test_help_shows_that_a_write_is_unconditional_by_default(admin: AuthPIAdmin) -> None:
    assert "if_match: 'IfMatch' = UNCONDITIONAL" in str(inspect.signature(admin.issuer("i_1").users.update))


async def test_an_answer_without_an_etag_gives_a_model_without(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    mocked_api.respond_with(response(data={"id": "usr_1"}))
    scope = admin.issuer("i_1").user("usr_1")
    user = await scope.get()
    assert user.etag is None
    with pytest.raises(ValueError, match="this User carries no ETag"):
        await scope.delete(if_match=user)
    with pytest.raises(ValueError, match="this UserProfile carries no ETag"):
        await scope.delete(if_match=t.UserProfile())
    assert len(mocked_api.requests) == 1


@pytest.mark.parametrize("odd", [5, b'"1"', {"etag": '"1"'}])
async def test_what_is_neither_an_etag_nor_a_model(odd: Any, admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    with pytest.raises(ValueError, match=f"this {type(odd).__name__} carries no ETag"):
        await admin.issuer("i_1").user("usr_1").delete(if_match=odd)
    assert mocked_api.requests == []


@pytest.mark.parametrize("odd", ["", " ", ' "1"', '"1" ', '"1"\n', '"1"\r\nX: 1', '"\x00"', '"é"', '"\ud800"'])
async def test_an_etag_that_cannot_be_sent(odd: str, admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    with pytest.raises(ValueError, match="if_match takes an ETag, which is one or more printable ASCII characters"):
        await admin.issuer("i_1").user("usr_1").delete(if_match=odd)
    assert mocked_api.requests == []


@pytest.mark.parametrize("etag", ['"1"', 'W/"1"', '"a b"', '"1", "2"', "1"])
async def test_an_etag_is_sent_as_it_is(etag: str, admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    await admin.issuer("i_1").user("usr_1").delete(if_match=etag)
    assert mocked_api.request.headers["If-Match"] == etag


@pytest.mark.parametrize("key", ["current_etag", "currentETag"])
async def test_a_condition_that_does_not_hold_says_what_would(
    key: str, admin: AuthPIAdmin, mocked_api: MockedApi
) -> None:
    body: dict[str, Any] = {"error": "precondition_failed", key: '"2"'}
    mocked_api.respond_with(response(412, **body))
    with pytest.raises(PreconditionFailedError) as caught:
        await admin.issuer("i_1").user("usr_1").delete(if_match=ETAG)
    assert caught.value.current_etag == '"2"'
    await admin.issuer("i_1").user("usr_1").delete(if_match=caught.value.current_etag)
    assert mocked_api.requests[1].headers["If-Match"] == '"2"'
