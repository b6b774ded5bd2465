"""Conditional writes: an ETag, or a model that carries one; anything else raises before a request is sent."""

from __future__ import annotations

import copy
import inspect
import pickle
from typing import TYPE_CHECKING, Any

import pytest
from helpers.calls import documented
from helpers.mocked_api import response
from helpers.mocked_list import users

from authpi_admin import PreconditionFailedError
from authpi_admin import types as t

if TYPE_CHECKING:
    from helpers.mocked_api import MockedApi

    from authpi_admin import AuthPIAdmin

ETAG = '"1764547200123"'


async def test_model_carries_the_etag_of_its_response(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
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


async def test_copies_of_a_model_carry_its_etag(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    mocked_api.server = lambda _: response(data={"id": "usr_1"}, headers={"ETag": ETAG})
    scope = admin.issuer("i_1").user("usr_1")
    user = await scope.get()
    for same in (copy.copy(user), copy.deepcopy(user), pickle.loads(pickle.dumps(user)), user.model_copy()):  # noqa: S301
        await scope.update({}, if_match=same)
        assert same == user
        assert "etag" not in str(same.model_dump()).lower()
    assert {request.headers.get("If-Match") for request in mocked_api.requests[1:]} == {ETAG}


async def test_model_without_an_etag_sends_nothing(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    mocked_api.server = documented
    row = await anext(users(admin))
    assert row.etag is None
    with pytest.raises(ValueError, match=r"this UserListItem has no ETag \(rows of a list have none\): read the"):
        await admin.issuer("i_1").user("usr_1").delete(if_match=row)
    assert len(mocked_api.requests) == 1


async def test_none_sends_nothing(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    nothing: Any = None
    message = "if_match is None: the model has no ETag .* or leave the argument out for an unconditional write"
    with pytest.raises(ValueError, match=message):
        await admin.issuer("i_1").user("usr_1").delete(if_match=nothing)
    assert mocked_api.requests == []


async def test_signature_shows_the_default(admin: AuthPIAdmin) -> None:
    assert "if_match: 'IfMatch' = UNCONDITIONAL" in str(inspect.signature(admin.issuer("i_1").users.update))


async def test_response_without_an_etag(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    mocked_api.respond_with(response(data={"id": "usr_1"}))
    scope = admin.issuer("i_1").user("usr_1")
    user = await scope.get()
    assert user.etag is None
    with pytest.raises(ValueError, match="this User has no ETag"):
        await scope.delete(if_match=user)
    with pytest.raises(ValueError, match="this UserProfile has no ETag"):
        await scope.delete(if_match=t.UserProfile())
    assert len(mocked_api.requests) == 1


@pytest.mark.parametrize("invalid", [5, b'"1"', {"etag": '"1"'}])
async def test_if_match_of_another_type(invalid: Any, admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    with pytest.raises(ValueError, match=f"this {type(invalid).__name__} has no ETag"):
        await admin.issuer("i_1").user("usr_1").delete(if_match=invalid)
    assert mocked_api.requests == []


@pytest.mark.parametrize("invalid", ["", " ", ' "1"', '"1" ', '"1"\n', '"1"\r\nX: 1', '"\x00"', '"é"', '"\ud800"'])
async def test_invalid_etag(invalid: str, admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    with pytest.raises(ValueError, match="if_match takes an ETag, which is one or more printable ASCII characters"):
        await admin.issuer("i_1").user("usr_1").delete(if_match=invalid)
    assert mocked_api.requests == []


@pytest.mark.parametrize("etag", ['"1"', 'W/"1"', '"a b"', '"1", "2"', "1"])
async def test_etag_is_sent_unchanged(etag: str, admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    await admin.issuer("i_1").user("usr_1").delete(if_match=etag)
    assert mocked_api.request.headers["If-Match"] == etag


@pytest.mark.parametrize("key", ["current_etag", "currentETag"])
async def test_precondition_failed_has_the_current_etag(key: str, admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    body: dict[str, Any] = {"error": "precondition_failed", key: '"2"'}
    mocked_api.respond_with(response(412, **body))
    with pytest.raises(PreconditionFailedError) as caught:
        await admin.issuer("i_1").user("usr_1").delete(if_match=ETAG)
    assert caught.value.current_etag == '"2"'
    await admin.issuer("i_1").user("usr_1").delete(if_match=caught.value.current_etag)
    assert mocked_api.requests[1].headers["If-Match"] == '"2"'
