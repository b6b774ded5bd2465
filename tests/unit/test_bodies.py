"""Bodies: the two short forms, what goes along with them, and what is sent as it is."""

from __future__ import annotations

import copy
import inspect
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, get_type_hints

import pytest
from helpers.calls import documented, needed
from helpers.mocked_api import body_of, response
from helpers.surface import METHODS, at

from authpi_admin import types as t

if TYPE_CHECKING:
    from helpers.mocked_api import MockedApi

    from authpi_admin import AuthPIAdmin

OTHERS = {"scopes": ["a"], "metadata": {"_private": {"_a": 1}}, "_unknown": None, "preferences": {}}
EMAIL = {"username_type": "email", "username": "alice@example.com"}
USERS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "an address": ({"email": "alice@example.com"}, EMAIL),
    "and a name": (
        {"email": "alice@example.com", "display_name": "Alice"},
        EMAIL | {"profile": {"display_name": "Alice"}},
    ),
    "and a name that is null": (
        {"email": "alice@example.com", "display_name": None},
        EMAIL | {"profile": {"display_name": None}},
    ),
    "and a profile": (
        {"email": "alice@example.com", "display_name": "Alice", "profile": {"locale": "de", "_x": 1}},
        EMAIL | {"profile": {"display_name": "Alice", "locale": "de", "_x": 1}},
    ),
    "a profile with a name of its own": (
        {"email": "alice@example.com", "display_name": "Alice", "profile": {"display_name": "Alicia"}},
        EMAIL | {"profile": {"display_name": "Alicia"}},
    ),
    "a profile alone": (
        {"email": "alice@example.com", "profile": {"locale": "de"}},
        EMAIL | {"profile": {"locale": "de"}},
    ),
    "a profile that is null": (
        {"email": "alice@example.com", "display_name": "Alice", "profile": None},
        EMAIL | {"profile": {"display_name": "Alice"}},
    ),
    "all other keys": ({"email": "alice@example.com", **OTHERS}, EMAIL | OTHERS),
    "the canonical form": (EMAIL | OTHERS, EMAIL | OTHERS),
    "the canonical form with a name": (
        {"username_type": "phone", "username": "+4930", "display_name": "Alice"},
        {"username_type": "phone", "username": "+4930", "profile": {"display_name": "Alice"}},
    ),
}
URL = "https://hooks.example.com:8443/in?x=1"
WEBHOOKS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "no name": ({"url": URL}, {"name": "hooks.example.com", "url": URL}),
    "all other keys": ({"url": URL, **OTHERS}, {"name": "hooks.example.com", "url": URL, **OTHERS}),
    "an address in brackets": ({"url": "https://[::1]/"}, {"name": "::1", "url": "https://[::1]/"}),
    "a name": ({"name": "Hooks", "url": URL}, {"name": "Hooks", "url": URL}),
    "a name that is null": ({"name": None, "url": URL}, {"name": None, "url": URL}),
}


@pytest.mark.parametrize(("body", "sent"), USERS.values(), ids=USERS)
@pytest.mark.parametrize("kind", [dict, MappingProxyType])
async def test_a_user(
    body: dict[str, Any], sent: dict[str, Any], kind: Any, admin: AuthPIAdmin, mocked_api: MockedApi
) -> None:
    await check_sent(admin.issuer("i_1").users.create, kind(body), sent, mocked_api)


@pytest.mark.parametrize(("body", "sent"), WEBHOOKS.values(), ids=WEBHOOKS)
@pytest.mark.parametrize("kind", [dict, MappingProxyType])
async def test_a_webhook(
    body: dict[str, Any], sent: dict[str, Any], kind: Any, admin: AuthPIAdmin, mocked_api: MockedApi
) -> None:
    await check_sent(admin.webhooks.create, kind(body), sent, mocked_api)


async def check_sent(method: Any, body: Any, sent: dict[str, Any], mocked_api: MockedApi) -> None:
    mocked_api.respond_with(response(data={}))
    before = copy.deepcopy(dict(body))
    await method(body)
    assert body_of(mocked_api.request) == sent
    assert dict(body) == before


@pytest.mark.parametrize("twice", [{"username": "alice"}, {"username_type": "email"}, EMAIL])
async def test_a_user_by_both_forms(twice: dict[str, Any], admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    body: Any = {"email": "alice@example.com", **twice}
    message = "users.create takes `email`, or `username_type` and `username`, but not both"
    with pytest.raises(ValueError, match=message):
        await admin.issuer("i_1").users.create(body)
    assert mocked_api.requests == []


@pytest.mark.parametrize("body", [{}, {"username": "alice"}, {"username_type": "email"}, {"display_name": "Alice"}])
async def test_a_user_without_a_name(body: Any, admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    with pytest.raises(ValueError, match=r"^users.create needs `username_type` and `username`, or `email`$"):
        await admin.issuer("i_1").users.create(body)
    assert mocked_api.requests == []


@pytest.mark.parametrize("body", [{"events": []}, {"url": "/in"}, {"url": "https://[::1"}, {"url": 5}])
async def test_a_webhook_without_a_name(body: Any, admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    with pytest.raises(ValueError, match=r"^webhooks.create needs `name`, or a `url` that has a host"):
        await admin.webhooks.create(body)
    assert mocked_api.requests == []


def test_a_method_with_a_short_form_says_so(admin: AuthPIAdmin) -> None:
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
def test_a_body_with_a_short_form_has_the_keys_of_both(
    both: Any, canonical: Any, optional: set[str], short: set[str]
) -> None:
    hints, expected = get_type_hints(both), get_type_hints(canonical)
    assert {name: hint for name, hint in hints.items() if name not in short} == expected
    assert hints.keys() == expected.keys() | short
    assert both.__required_keys__ == canonical.__required_keys__ - optional


def test_further_keys_of_an_open_object() -> None:
    profile, extra = t.UserProfileInput(first_name="Alice"), {"custom": 1, "first_name": "from elsewhere"}
    assert t.with_extra(profile, extra) == {"custom": 1, "first_name": "Alice"}
    assert (profile, extra) == ({"first_name": "Alice"}, {"custom": 1, "first_name": "from elsewhere"})


BODIES = {name: signature for name, signature in METHODS.items() if "body" in signature.parameters}


@pytest.mark.parametrize("name", BODIES)
async def test_keys_that_begin_with_an_underscore_are_sent_like_any_other(
    name: str, admin: AuthPIAdmin, mocked_api: MockedApi
) -> None:
    mocked_api.server = documented
    body = {"_": 1, "_private": {"__deep": [{"_x": None}]}, "__typename": "x"}
    ids = {parameter: "id" for parameter in BODIES[name].parameters if parameter.endswith(("_id", "domain"))}
    least = needed(BODIES[name]).get("body", {})
    await at(admin, name)(**ids, body=body | least)
    assert body_of(mocked_api.request).items() >= body.items()


async def test_enums_times_and_sequences_of_bodies(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    mocked_api.server = documented
    moment = datetime(2026, 1, 1, 12, tzinfo=UTC)
    await admin.webhooks.create(
        {
            "name": "x",
            "url": URL,
            "auth": {"type": "bearer"},
            "events": (t.WebhookEventType.USER_CREATED, "organization.suspended"),
            "status": t.WebhookStatus.ACTIVE,
            "metadata": {"at": moment},
        }
    )
    assert body_of(mocked_api.requests[0]) == {
        "name": "x",
        "url": URL,
        "auth": {"type": "bearer"},
        "events": ["user.created", "organization.suspended"],
        "status": "active",
        "metadata": {"at": 1_767_268_800_000},
    }
    await admin.events.list(after=moment, before=7)
    assert dict(mocked_api.requests[1].url.params) == {"after": "1767268800000", "before": "7"}
    with pytest.raises(ValueError, match="has no time zone"):
        await admin.events.list(after=datetime(2026, 1, 1))  # noqa: DTZ001 - that is what is wrong


@pytest.mark.parametrize("body", [None, "text", [1], 5])
@pytest.mark.parametrize("name", ["create", "update"])
async def test_body_that_is_not_a_mapping(name: str, body: Any, admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    shown = "None" if body is None else f"an object of type {type(body).__name__}"
    ids = ["usr_1"] if name == "update" else []
    with pytest.raises(TypeError, match=f"^users.{name}: the body is {shown}; pass a dict with the fields"):
        await getattr(admin.issuer("i_1").users, name)(*ids, body)
    assert mocked_api.requests == []


@pytest.mark.parametrize(("user_id", "shown"), [(None, "None"), ("", "''"), (5, "an object of type int")])
async def test_id_that_is_not_a_string(user_id: Any, shown: str, admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    with pytest.raises(ValueError, match=f"^users.get: user_id is {shown}; pass a non-empty string"):
        await admin.issuer("i_1").users.get(user_id)
    assert mocked_api.requests == []
