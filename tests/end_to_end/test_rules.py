"""Rules for all operations of a kind, found in the document, so that new operations are covered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest
from helpers.calls import query
from helpers.document import SCHEMAS, example, resolve
from helpers.scenario import BY_ROUTE, NAMED

if TYPE_CHECKING:
    from helpers.document import Json, Operation
    from helpers.scenario import Scenario

UNKNOWN = "unknown_0"
MEMBERS = {
    *(name for schema in SCHEMAS.values() for name in schema.get("properties", ())),
    *(each["name"] for operation in NAMED.values() for each in operation.inside("query")),
}
"""Names of properties and query parameters."""


def named(text: str, *, inside: str = "query") -> list[str]:
    """Name the operations with a parameter."""
    return [name for name, operation in NAMED.items() if text in [each["name"] for each in operation.inside(inside)]]


def members(operation: Operation) -> Json:
    """Return the schemas of the members of a body."""
    members: Json = resolve(operation.body or {}).get("properties", {})
    return members


UPDATES = [name for name, operation in NAMED.items() if operation.method == "PATCH" and name != "approvals.update"]
STATUS_CHANGES = [name for name, operation in NAMED.items() if "status_reason" in members(operation)]


@pytest.mark.parametrize("name", NAMED)
async def test_scopes_of_each_operation(name: str, scenario: Scenario) -> None:
    ids = await scenario.ids(NAMED[name])
    refused = await scenario.send(name, ids, auth=None)
    assert (refused.status_code, refused.json()["error"]) == (401, "unauthorized_client")
    needed = NAMED[name].raw.get("x-scope")
    assert bool(needed) is ("403" in NAMED[name].raw["responses"])
    resource, _, action = (needed or "accounts:read").partition(":")
    other = "write" if action == "read" else "read"
    for scopes, allowed in {
        (): False,
        (f"nothing:{action}", f"{resource}:{other}", f"{resource}.sub:**"): False,
        (f"{resource}:{action}",): True,
        (f"{resource}:manage",): True,
        ("*:**",): True,
    }.items():
        restrictions = {"restrictions": {"scopes": [*scopes]}}
        key = await scenario.call(
            "api_keys.create", {"account_id": scenario.api.account_id}, {"name": "Key", **restrictions}
        )
        # Where the account is another, nothing is done, but the scopes have been looked at.
        auth = httpx.BasicAuth(key["id"], key["secret_plain"])
        response = await scenario.send(name, ids | {"account_id": UNKNOWN}, auth=auth)
        if needed and not allowed:
            assert (response.status_code, response.json()["error"]) == (403, "insufficient_scope")
        else:
            assert response.status_code == (404 if ids else 200)


@pytest.mark.parametrize("name", named("account_id", inside="path"))
async def test_unknown_id_in_a_path_is_not_found(name: str, scenario: Scenario) -> None:
    ids = await scenario.ids(NAMED[name])
    body = None if NAMED[name].body is None else scenario.body(NAMED[name], ids, "required")
    for parameter in ids:
        response = await scenario.send(name, ids | {parameter: UNKNOWN}, body)
        assert (response.status_code, response.json()["error"]) == (404, "not_found")
    assert (await scenario.send(name, ids, body)).is_success


def inner() -> list[Any]:
    """Return what can be read below something that can be deleted."""
    return [
        (name, deletion)
        for name, operation in NAMED.items()
        for (method, path), deletion in BY_ROUTE.items()
        if (operation.method, method) == ("GET", "DELETE") and operation.path.startswith(f"{path}/")
    ]


@pytest.mark.parametrize(("name", "deletion"), inner())
async def test_deletion_includes_nested_resources(name: str, deletion: str, scenario: Scenario) -> None:
    ids = await scenario.ids(NAMED[name])
    assert (await scenario.send(deletion, ids)).status_code == 204
    assert (await scenario.send(name, ids)).status_code == 404
    assert (await scenario.send(deletion, ids)).status_code == 404


@pytest.mark.parametrize("name", named("limit"))
async def test_limits_of_lists(name: str, scenario: Scenario) -> None:
    ids = await scenario.ids(NAMED[name])
    required = query(NAMED[name], "required")
    for limit, status in {"0": 400, "101": 400, "-1": 400, "many": 400, "": 400, "1": 200, "100": 200}.items():
        response = await scenario.send(name, ids, params=required | {"limit": limit})
        assert response.status_code == status, limit
        assert status == 200 or [field["field"] for field in response.json()["fields"]] == ["limit"]


@pytest.mark.parametrize("name", UPDATES)
async def test_update_keeps_absent_and_clears_null_members(name: str, scenario: Scenario) -> None:
    operation = NAMED[name]
    ids = await scenario.ids(operation)
    described = resolve((operation.response or {})["properties"]["data"])["properties"]
    # How these are read is not how they are written, and a status has rules of its own.
    body = {
        member: value
        for member, value in scenario.body(operation, ids, "full").items()
        if member in {*described, "name", "description", "logo_url"} - {"auth", "domains", "status"}
    }

    async def updated(**changes: Any) -> Json:
        data: Json = await scenario.call(name, ids, changes)
        return {**data.get("organization", {}), **data, "updated_at": None}  # of an account, some are there

    first = await updated(**body)
    assert {member: first.get(member) for member in body} == body
    assert await updated() == first
    for member in body:
        if example(members(operation)[member], "null") is None:
            assert (await updated(**{member: None})).get(member) is None
        else:
            assert (await scenario.send(name, ids, {member: None})).status_code == 400


@pytest.mark.parametrize("name", STATUS_CHANGES)
async def test_status_change_records_time_reason_and_actor(name: str, scenario: Scenario) -> None:
    operation = NAMED[name]
    ids = await scenario.ids(operation)
    reasons = {"status_reason": "because", "status_by": "Eve"}
    body: Json = {member: value for member, value in reasons.items() if member in members(operation)}
    if "status" in members(operation):
        values = resolve(members(operation)["status"]).get("enum", ["active", "paused"])
        body["status"] = "active" if name == "approvals.update" else values[1]
    scenario.api.clock.advance(minutes=1)
    data = await scenario.call(name, ids, body)
    assert data["status"] == body.get("status", data["status"])
    for member in body.keys() & data.keys():
        assert data[member] == body[member]
    assert 0 <= scenario.api.clock.ms() - data["status_at"] < 60_000


@pytest.mark.filterwarnings("ignore::authpi_admin.testing.UnknownKeysWarning")
@pytest.mark.parametrize("value", [[], True], ids=repr)
@pytest.mark.parametrize("name", [name for name, operation in NAMED.items() if operation.body])
async def test_unknown_members_of_a_body(name: str, value: object, scenario: Scenario) -> None:
    operation = NAMED[name]
    ids = await scenario.ids(operation)
    body = scenario.body(operation, ids, "required")
    odd = dict.fromkeys(MEMBERS - members(operation).keys(), value)
    for more in (odd, odd, {}):
        response = await scenario.send(name, ids, more | body)
        assert response.is_success or response.status_code in {404, 409}, response.text  # it was done the first time
    await scenario.events()
    for (method, path), reading in BY_ROUTE.items():
        if method == "GET" and operation.path.startswith(path):
            assert (await scenario.send(reading, ids)).status_code in {200, 404}
