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


async def test_model_and_its_copies_carry_the_etag_of_the_response(admin: AuthPIAdmin, api: MockedApi) -> None:
    api.server = lambda _: response(data={"id": "usr_1"}, headers={"eTaG": ETAG})
    scope = admin.issuer("i_1").user("usr_1")
    user = await scope.get()
    updated = await scope.update({}, if_match=user)
    assert user.etag == updated.etag == ETAG
    await scope.delete(if_match=ETAG)
    await scope.update({}, if_match="*")
    await scope.update({})
    assert api.sent_headers("If-Match") == [None, ETAG, ETAG, "*", None]
    for same in (copy.copy(user), copy.deepcopy(user), pickle.loads(pickle.dumps(user)), user.model_copy()):  # noqa: S301
        await scope.update({}, if_match=same)
        assert same == user
        assert "etag" not in str(same.model_dump()).lower()
    assert api.sent_headers("If-Match")[5:] == [ETAG] * 4


async def test_model_without_an_etag(admin: AuthPIAdmin, api: MockedApi) -> None:
    api.server = documented
    row = await anext(users(admin))
    api.server = lambda _: response(data={"id": "usr_1"})
    scope = admin.issuer("i_1").user("usr_1")
    user = await scope.get()
    assert (row.etag, user.etag) == (None, None)
    invalid: list[Any] = [row, user, t.UserProfile(), 5, b'"1"', {"etag": '"1"'}]
    for given in invalid:
        with pytest.raises(ValueError, match=rf"this {type(given).__name__} has no ETag \(rows of a list have none"):
            await scope.delete(if_match=given)
    missing: Any = None
    message = "if_match is None: the model has no ETag .* or leave the argument out for an unconditional write"
    with pytest.raises(ValueError, match=message):
        await scope.delete(if_match=missing)
    assert len(api.requests) == 2
    assert "if_match: 'IfMatch' = UNCONDITIONAL" in str(inspect.signature(scope.update))


@pytest.mark.parametrize("key", ["current_etag", "currentETag"])
async def test_precondition_failed_has_the_current_etag(key: str, admin: AuthPIAdmin, api: MockedApi) -> None:
    body: dict[str, Any] = {"error": "precondition_failed", key: '"2"'}
    api.respond_with(response(412, **body))
    with pytest.raises(PreconditionFailedError) as caught:
        await admin.issuer("i_1").user("usr_1").delete(if_match=ETAG)
    assert caught.value.current_etag == '"2"'
