"""Every documented filter of every list returns the matching rows, in the order of the list."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

import pytest
from helpers.document import resolve
from helpers.scenario import BY_ROUTE, MAKERS, NAMED, NAMES_OF_IDS

if TYPE_CHECKING:
    from helpers.document import Json, Operation
    from helpers.scenario import Ids, Scenario

    from authpi_admin import AuthPIAdmin


class FilteredList(NamedTuple):
    """Rows to make, in this order, what is done to some, and what each query finds.

    Attributes:
        rows: Members of each row by its label; a status is given to it in a second step.
        found: Labels by query. An hour passes after each row, in the middle of which is `{label}_at`.
        done: Operations on rows.
    """

    rows: dict[str, Json]
    found: dict[str, str]
    done: tuple[tuple[str, str], ...] = ()


def filters(operation: Operation) -> set[str]:
    """Name the parameters that a list may be filtered by."""
    return {
        each["name"]
        for each in operation.inside("query")
        if not each.get("required") and each["name"] not in {"limit", "cursor"}
    }


FILTERED = [
    name
    for name, operation in NAMED.items()
    if filters(operation) and name not in {"events.aggregate", "events.list", "usage.list"}  # there is no usage
]
KEYS = FilteredList(
    {"red": {"name": "Red"}, "blue": {"description": "not red", "status": "blocked"}, "grey": {}},
    # The document does not say what `access` and `readiness` mean here.
    {"": "red blue grey", "q=RED": "red blue", "status=blocked": "blue", "access=x&readiness=x": "red blue grey"},
)


ANY_BUCKET = {"start": None, "group": None, "count": 1}
ON_USER = {"subject_type": "user", "subject_id": "{user}", "issuer_id": "{issuer}"}
LISTINGS = {
    "agents.list": FilteredList(
        {"bot": {"model": "m-1", "provider": "Acme"}, "idle": {"status": "suspended"}},
        {
            "": "bot idle",
            "model=m-1": "bot",
            "model=m": "",
            "provider=Acme": "bot",
            "has_verifiers=true": "bot",
            "has_verifiers=false": "idle",
            "status=suspended": "idle",
        },
        (("agent_verifiers.create", "bot"),),
    ),
    "api_keys.list": KEYS,
    "api_keys.list_for_organization": KEYS,
    "clients.list": FilteredList(
        {"web": {"name": "Shop"}, "spa": {"application_type": "spa", "status": "disabled"}, "gone": {}},
        {
            "": "web spa",
            "q=SHOP": "web",
            "name=ho": "web",
            "application_type=spa": "spa",
            "status=disabled": "spa",
            "status=deleted": "gone",
            "readiness=x": "web spa",
        },
        (("clients.delete", "gone"),),
    ),
    "invitations.list": FilteredList(
        {"open": {}, "withdrawn": {}},
        {"": "open withdrawn", "status=pending": "open", "status=revoked": "withdrawn"},
        (("invitations.revoke", "withdrawn"),),
    ),
    "issuers.list": FilteredList(
        {"shut": {"settings": {"access": {"mode": "approval"}}}, "ready": {"status": "paused"}},
        {
            "": "ready shut default",
            "q=def": "default",
            "access_mode=approval": "shut",
            "readiness=ready": "ready",
            "readiness=review": "shut default",
            "status=paused": "ready",
        },
        (("auth_methods.create", "ready"),),
    ),
    "members.list": FilteredList(
        {"boss": {"scopes": ["admin", "read"]}, "guest": {"scopes": ["read"], "status": "suspended"}},
        {"": "boss guest", "scope=admin": "boss", "scope=read": "boss guest", "status=suspended": "guest"},
    ),
    "notes.list": FilteredList(
        {"plain": {}, "pinned": {"pinned": True, "content": "@[Ann](usr_ann)"}, "user": ON_USER},
        {
            "": "pinned user plain",
            "subject_type=user&issuer_id={issuer}": "user",
            "subject_type=issuer&subject_id={issuer}": "pinned plain",
            "subject_type=issuer&subject_id=i_0": "",
            "issuer_id={issuer}": "user",
            "created_by={root}": "pinned user plain",
            "created_by=key_0": "",
            "pinned=true": "pinned",
            "pinned=false": "user plain",
            "mentions_user_id=usr_ann": "pinned",
        },
    ),
    "organizations.list": FilteredList(
        {
            "open": {"invitation_enabled": True},
            "strict": {"sso": {"enabled": True, "sso_only": True}, "status": "suspended"},
            "safe": {"security": {"mfa_required": True}},
            "gone": {},
        },
        {
            "": "open strict safe",
            "sso_enabled=true": "strict",
            "sso_only=false": "open safe",
            "mfa_required=true": "safe",
            "invitation_enabled=true": "open",
            "status=suspended": "strict",
            "status=deleted": "gone",
        },
        (("organizations.delete", "gone"),),
    ),
    "sessions.list": FilteredList(
        {"on": {}, "off": {}},
        {"": "on off", "status=active": "on", "status=suspended": "off"},
        (("sessions.suspend", "off"),),
    ),
    "tokens.list": FilteredList(
        {"good": {}, "bad": {}},
        {"": "good bad", "status=active": "good", "status=revoked": "bad"},
        (("tokens.revoke", "bad"),),
    ),
    "users.list": FilteredList(
        {"well": {}, "ill": {"status": "disabled"}, "gone": {}},
        {"": "well ill", "status=active": "well", "status=disabled": "ill", "status=deleted": "gone"},
        (("users.delete", "gone"),),
    ),
    "webhooks.list": FilteredList(
        {"on": {}, "off": {"status": "disabled"}, "gone": {}},
        {"": "on off", "status=active": "on", "status=disabled": "off", "status=deleted": "gone"},
        (("webhooks.delete", "gone"),),
    ),
    "webhooks.list_deliveries": FilteredList(
        {"first": {}, "second": {}},
        {
            "": "first second",
            "event_type=user.created": "first second",
            "event_type=user.deleted": "",
            "status=pending": "first second",
            "status=failed": "",
            "after={first_at}": "second",
            "before={first_at}": "first",
        },
    ),
}

EVENTS = {
    "": "user.created client.created issuer.created",
    "user_id={user}": "user.created",
    "client_id={client}": "client.created",
    "issuer_id={issuer}": "user.created client.created",
    "event_types=user.created,issuer.created": "user.created issuer.created",
    "after={later}": "client.created issuer.created",
    "before={later}": "user.created",
}
"""Types of events by query; the second and the third happen after `later`."""


async def make(name: str, ids: Ids, members: Json, scenario: Scenario) -> str:
    """Make a row of a list; return its id."""
    path = NAMED[name].path
    if path in MAKERS:
        return await scenario.make(path, ids)
    create = BY_ROUTE["POST", path]
    named = {"name": "Row"} if "name" in resolve(NAMED[create].body or {}).get("properties", {}) else {}
    body = scenario.body(NAMED[create], ids, "required") | named | members
    status = body.pop("status", None) if members.get("status") else None
    data = await scenario.call(create, ids, body)
    (key,) = NAMES_OF_IDS & data.keys()
    if status:
        update = f"{name.partition('.')[0]}.update"
        await scenario.call(update, below(update, ids, data[key]), {"status": status})
    return str(data[key])


def below(name: str, ids: Ids, row: str) -> Ids:
    """Return the ids of an operation on a row."""
    (parameter,) = [each["name"] for each in NAMED[name].inside("path") if each["name"] not in ids]
    return ids | {parameter: row}


@pytest.mark.parametrize("name", FILTERED)
async def test_filters(name: str, scenario: Scenario) -> None:
    assert name in LISTINGS, f"say in LISTINGS what the filters of {name} find"
    listing, api = LISTINGS[name], scenario.api
    asked = {part.partition("=")[0] for query in listing.found for part in query.split("&") if part}
    assert filters(NAMED[name]) <= asked | {"subject_id"}
    names = {"issuer": api.issuer_id, "root": api.key[0], "user": api.seed(users=1)["users"][0]}
    ids = await scenario.ids(NAMED[name])
    made = {"default": api.issuer_id}
    for label, members in listing.rows.items():
        filled = {key: value.format(**names) if isinstance(value, str) else value for key, value in members.items()}
        made[label] = await make(name, ids, filled, scenario)
        api.clock.advance(minutes=30)
        names[f"{label}_at"] = str(api.clock.ms())
        api.clock.advance(minutes=30)
    await api.settled()
    for operation, label in listing.done:
        await scenario.call(operation, below(operation, ids, made[label]))
    labels = {row: label for label, row in made.items()}
    for query, expected in listing.found.items():
        rows = await scenario.call(name, ids, params=query.format(**names))
        found = [row.get("id") or row.get("user_id") or row["member_id"] for row in rows]
        assert [labels[row] for row in found if row in labels] == expected.split(), query


async def test_times_of_filters_are_numbers(scenario: Scenario, admin: AuthPIAdmin) -> None:
    # api-facts: Units, "event/delivery filters `after`/`before` are `number`"
    api = scenario.api
    await scenario.make_user({"issuer_id": api.issuer_id, "account_id": api.account_id})
    (event,) = await admin.events.list()
    assert event.timestamp > 1_700_000_000_000.0
    for after, found in ((1_700_000_000_000.0, 1), (event.timestamp - 0.5, 1), (event.timestamp + 0.5, 0)):
        assert len(await admin.events.list(after=after)) == found
        assert (await admin.events.aggregate(before=after)).buckets == ([] if found else [ANY_BUCKET])
    moment = datetime.fromtimestamp(event.timestamp / 1000 + 1, UTC)
    assert len(await admin.events.list(before=moment)) == 1
    webhook = await admin.webhooks.create(
        {"url": "https://a.example", "auth": {"type": "none"}, "events": ["user.created"]}
    )
    await scenario.make_user({"issuer_id": api.issuer_id, "account_id": api.account_id})
    deliveries = admin.webhook(webhook.id).deliveries
    assert len(await deliveries.list(after=1_700_000_000_000.5, before=4e12)) == 1


@pytest.mark.parametrize("query", EVENTS)
async def test_filters_of_events(query: str, scenario: Scenario) -> None:
    api = scenario.api
    asked = {part.partition("=")[0] for query in EVENTS for part in query.split("&")}
    assert filters(NAMED["events.list"]) <= asked
    assert filters(NAMED["events.aggregate"]) <= asked | {"group_by", "interval", "count_unique"}
    ids = {"account_id": api.account_id, "issuer_id": api.issuer_id}
    user = await scenario.make_user(ids)
    api.clock.advance(minutes=30)
    later = api.clock.ms()
    api.clock.advance(minutes=30)
    client = (await scenario.call("clients.create", ids))["id"]
    await scenario.call("issuers.create", ids)

    wanted = query.format(user=user, client=client, issuer=api.issuer_id, later=later)
    expected = EVENTS[query].split()
    events = await scenario.call("events.list", ids, params=wanted)
    assert [event["type"] for event in events] == expected

    async def buckets(more: str) -> list[tuple[str | None, int]]:
        rows = (await scenario.call("events.aggregate", ids, params=f"{wanted}&{more}"))["buckets"]
        assert {(row["start"] or 0) % 86_400_000 for row in rows} <= {0}
        return [(row["group"], row["count"]) for row in rows]

    assert await buckets("group_by=type&interval=day") == [(event, 1) for event in expected]
    assert await buckets("") == [(None, len(expected))]
    assert await buckets("count_unique=issuer_id") == [(None, len({event["subject"]["issuer_id"] for event in events}))]
