"""Bodies: the two short forms, what goes along with them, and what is sent as it is."""

from __future__ import annotations

import copy
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest
from helpers.calls import documented
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
    "the canonical form by another name": (
        {"username_type": "phone", "username": "+4930", "display_name": "sent as it is"},
        {"username_type": "phone", "username": "+4930", "display_name": "sent as it is"},
    ),
}
URL = "https://hooks.example.com:8443/in?x=1"
WEBHOOKS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "no name": ({"url": URL}, {"name": "hooks.example.com", "url": URL}),
    "all other keys": ({"url": URL, **OTHERS}, {"name": "hooks.example.com", "url": URL, **OTHERS}),
    "an address in brackets": ({"url": "https://[::1]/"}, {"name": "::1", "url": "https://[::1]/"}),
    "a name": ({"name": "Hooks", "url": URL}, {"name": "Hooks", "url": URL}),
    "a name that is null": ({"name": None, "url": URL}, {"name": None, "url": URL}),
    "no address": ({"events": []}, {"events": []}),
    "no host": ({"url": "/in"}, {"url": "/in"}),
    "no such address": ({"url": "https://[::1"}, {"url": "https://[::1"}),
    "an address that is no text": ({"url": 5}, {"url": 5}),
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
    with pytest.raises(ValueError, match='give "email", or "username_type" and "username", but not both'):
        await admin.issuer("i_1").users.create(body)
    assert mocked_api.requests == []


@pytest.mark.parametrize(
    ("short", "canonical", "own", "replaced"),
    [
        (t.UserByEmail, t.CreateUserInput, {"email", "display_name"}, {"username_type", "username"}),
        (t.WebhookByUrl, t.CreateWebhookInput, set[str](), {"name"}),
    ],
)
def test_a_short_form_has_the_other_keys_of_the_canonical_form(
    short: type, canonical: type, own: set[str], replaced: set[str]
) -> None:
    kept = keys(short)
    expected = keys(canonical)
    assert {name: kept[name] for name in kept if name not in own} == {
        name: expected[name] for name in expected if name not in replaced
    }
    assert own <= kept.keys()


def keys(body: Any) -> dict[str, str]:
    """Give the type of each key of a body, as it is written, which says too whether it must be given."""
    return {name: getattr(hint, "__forward_arg__", hint) for name, hint in body.__annotations__.items()}


BODIES = {name: signature for name, signature in METHODS.items() if "body" in signature.parameters}


@pytest.mark.parametrize("name", BODIES)
async def test_keys_that_begin_with_an_underscore_are_sent_like_any_other(
    name: str, admin: AuthPIAdmin, mocked_api: MockedApi
) -> None:
    mocked_api.server = documented
    body = {"_": 1, "_private": {"__deep": [{"_x": None}]}, "__typename": "x"}
    ids = {parameter: "id" for parameter in BODIES[name].parameters if parameter.endswith(("_id", "domain"))}
    await at(admin, name)(**ids, body=body)
    assert body_of(mocked_api.request) == body


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
