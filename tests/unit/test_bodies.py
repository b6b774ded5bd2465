"""Bodies: the two short forms, models and special values inside, and bodies that are invalid."""

from __future__ import annotations

import copy
import inspect
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, get_type_hints

import pytest
from helpers.mocked_api import body_of, response

from authpi_admin import types as t

if TYPE_CHECKING:
    from helpers.mocked_api import MockedApi

    from authpi_admin import AuthPIAdmin

OTHERS = {"scopes": ["a"], "metadata": {"_private": {"_a": 1}}, "_unknown": None, "__typename": "x", "preferences": {}}
ALICE = {"email": "alice@example.com"}
EMAIL = {"username_type": "email", "username": "alice@example.com"}
PHONE = {"username_type": "phone", "username": "+4930"}
NAMED = {**ALICE, "display_name": "Alice"}
USERS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    (ALICE, EMAIL),
    (NAMED, EMAIL | {"profile": {"display_name": "Alice"}}),
    ({**ALICE, "display_name": None}, EMAIL | {"profile": {"display_name": None}}),
    (
        {**NAMED, "profile": {"locale": "de", "_x": 1}},
        EMAIL | {"profile": {"display_name": "Alice", "locale": "de", "_x": 1}},
    ),
    ({**NAMED, "profile": {"display_name": "Alicia"}}, EMAIL | {"profile": {"display_name": "Alicia"}}),
    ({**ALICE, "profile": {"locale": "de"}}, EMAIL | {"profile": {"locale": "de"}}),
    ({**NAMED, "profile": None}, EMAIL | {"profile": {"display_name": "Alice"}}),
    ({**ALICE, **OTHERS}, EMAIL | OTHERS),
    (EMAIL | OTHERS, EMAIL | OTHERS),
    ({**PHONE, "display_name": "Alice"}, PHONE | {"profile": {"display_name": "Alice"}}),
]
URL = "https://hooks.example.com:8443/in?x=1"
WEBHOOKS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"url": URL, **OTHERS}, {"name": "hooks.example.com", "url": URL, **OTHERS}),
    ({"url": "https://[::1]/"}, {"name": "::1", "url": "https://[::1]/"}),
    ({"name": "Hooks", "url": URL}, {"name": "Hooks", "url": URL}),
    ({"name": None, "url": URL}, {"name": None, "url": URL}),
]


@pytest.mark.parametrize(
    ("operation", "body", "sent"), [("users", *case) for case in USERS] + [("webhooks", *case) for case in WEBHOOKS]
)
@pytest.mark.parametrize("kind", [dict, MappingProxyType])
async def test_short_form(  # noqa: PLR0913, PLR0917 - the columns of the table
    operation: str, body: dict[str, Any], sent: dict[str, Any], kind: Any, admin: AuthPIAdmin, api: MockedApi
) -> None:
    api.respond_with(response(data={}))
    before = copy.deepcopy(body)
    create: Any = admin.issuer("i_1").users.create if operation == "users" else admin.webhooks.create
    await create(kind(body))
    assert body_of(api.request) == sent
    assert body == before


BOTH = "users.create takes `email`, or `username_type` and `username`, but not both"
NO_NAME = "^users.create needs `username_type` and `username`, or `email`$"
NO_HOST = "^webhooks.create needs `name`, or a `url` that has a host"


@pytest.mark.parametrize(
    ("operation", "body", "message"),
    [
        ("users", ALICE | {"username": "alice"}, BOTH),
        ("users", ALICE | {"username_type": "email"}, BOTH),
        ("users", ALICE | EMAIL, BOTH),
        ("users", {}, NO_NAME),
        ("users", {"username": "alice"}, NO_NAME),
        ("users", {"username_type": "email"}, NO_NAME),
        ("users", {"display_name": "Alice"}, NO_NAME),
        ("webhooks", {"events": []}, NO_HOST),
        ("webhooks", {"url": "/in"}, NO_HOST),
        ("webhooks", {"url": "https://[::1"}, NO_HOST),
        ("webhooks", {"url": 5}, NO_HOST),
    ],
)
async def test_invalid_short_form_sends_no_request(
    operation: str, body: Any, message: str, admin: AuthPIAdmin, api: MockedApi
) -> None:
    with pytest.raises(ValueError, match=message):
        await (admin.issuer("i_1").users if operation == "users" else admin.webhooks).create(body)
    assert api.requests == []


def test_method_with_a_short_form_documents_it(admin: AuthPIAdmin) -> None:
    create = admin.issuer("i_1").users.create
    assert str(inspect.signature(create)).startswith("(body: 'NewUserInput', *, idempotency_key: 'str | None' = None, ")
    assert (inspect.getdoc(create) or "").splitlines()[:3] == [
        "Create a user.",
        "",
        "Short form: `email` instead of `username_type` and `username`, and `display_name` instead of a `profile`.",
    ]


@pytest.mark.parametrize(
    ("both", "canonical", "optional", "short"),
    [
        (t.NewUserInput, t.CreateUserInput, {"username_type", "username"}, {"email", "display_name"}),
        (t.NewWebhookInput, t.CreateWebhookInput, {"name"}, set[str]()),
    ],
)
def test_type_of_a_short_form_has_the_keys_of_both_forms(
    both: Any, canonical: Any, optional: set[str], short: set[str]
) -> None:
    hints, expected = get_type_hints(both), get_type_hints(canonical)
    assert {name: hint for name, hint in hints.items() if name not in short} == expected
    assert hints.keys() == expected.keys() | short
    assert both.__required_keys__ == canonical.__required_keys__ - optional


def test_with_extra_adds_keys_to_an_open_object() -> None:
    profile, extra = t.UserProfileInput(first_name="Alice"), {"custom": 1, "first_name": "from elsewhere"}
    assert t.with_extra(profile, extra) == {"custom": 1, "first_name": "Alice"}
    assert (profile, extra) == ({"first_name": "Alice"}, {"custom": 1, "first_name": "from elsewhere"})


@pytest.mark.parametrize("body", [None, "text", [1], 5])
@pytest.mark.parametrize("name", ["create", "update"])
async def test_body_that_is_not_a_mapping(name: str, body: Any, admin: AuthPIAdmin, api: MockedApi) -> None:
    shown = "None" if body is None else f"an object of type {type(body).__name__}"
    ids = ["usr_1"] if name == "update" else []
    with pytest.raises(TypeError, match=f"^users.{name}: the body is {shown}; pass a dict with the fields"):
        await getattr(admin.issuer("i_1").users, name)(*ids, body)
    assert api.requests == []


async def test_body_that_is_nested_too_deeply(admin: AuthPIAdmin, api: MockedApi) -> None:
    body: dict[str, Any] = {}
    for _ in range(100_000):
        body = {"a": body}
    given: Any = {"metadata": body}
    with pytest.raises(ValueError, match=r"^notes\.create: the body is nested too deeply"):
        await admin.notes.create(given)
    assert api.requests == []
