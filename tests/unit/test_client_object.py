"""The client as an ordinary object: weak references, mocks, and models in the bodies that it sends."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Any
from unittest.mock import AsyncMock, patch

import pytest
from helpers.document import SCHEMAS, example
from helpers.mocked_api import body_of, response

from authpi_admin import AuthPIAdmin, types

if TYPE_CHECKING:
    from helpers.mocked_api import MockedApi


async def test_weak_reference(admin: AuthPIAdmin) -> None:
    assert weakref.ref(admin)() is admin
    assert weakref.WeakKeyDictionary({admin: 1})[admin] == 1


async def test_method_can_be_patched(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    with patch.object(admin, "whoami", return_value="patched") as method:
        assert isinstance(method, AsyncMock)
        patched: Any = await admin.whoami()
        assert patched == "patched"
    assert mocked_api.requests == []
    mocked_api.respond_with(response(data={"type": "api_key", "accounts": []}))
    assert (await admin.whoami()).type == "api_key"


async def test_mock_with_the_client_as_its_spec() -> None:
    mock = AsyncMock(spec=AuthPIAdmin)
    mock.whoami.return_value = "identity"
    assert await mock.whoami() == "identity"
    with pytest.raises(AttributeError):
        _ = mock.no_such_attribute


async def test_model_inside_a_body_is_sent_as_it_was_received(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    """By alias, and without the fields that were not set."""
    received = {**example(SCHEMAS["Account"], "required"), "balance_μusd": 5, "new": {"a": 1}}
    account = types.Account.model_validate(received)
    mocked_api.server = lambda _: response(data={})
    for given in ({"metadata": {"account": account}}, {"metadata": {"account": [account]}}, account):
        body: Any = given
        await admin.notes.create(body)
    first, second, third = map(body_of, mocked_api.requests)
    assert first == {"metadata": {"account": received}}
    assert second == {"metadata": {"account": [received]}}
    assert third == received


async def test_invalid_body_names_the_operation_and_what_was_passed(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    create: Any = admin.notes.create
    invalid: list[tuple[Any, str]] = [(None, "None"), ([], "an object of type list"), ("{}", "an object of type str")]
    for given, shown in invalid:
        with pytest.raises(TypeError, match=rf"^notes\.create: the body is {shown}; pass a dict with the fields"):
            await create(given)
    assert mocked_api.requests == []


async def test_deeply_nested_body(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    body: dict[str, Any] = {}
    for _ in range(100_000):
        body = {"a": body}
    given: Any = {"metadata": body}
    with pytest.raises(ValueError, match=r"^notes\.create: the body is nested too deeply"):
        await admin.notes.create(given)
    assert mocked_api.requests == []


@pytest.mark.parametrize("value", [object(), b"bytes", {1, object()}, {("a", "b"): 1}])
async def test_body_that_is_not_json(value: object, admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    body: Any = {"metadata": value}
    with pytest.raises(TypeError):
        await admin.notes.create(body)
    assert mocked_api.requests == []
