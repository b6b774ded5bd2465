"""What holds for every operation of its kind, by the document: a new one is covered by itself."""

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

NOBODY = "nobody_0"
MEMBERS = {
    *(name for schema in SCHEMAS.values() for name in schema.get("properties", ())),
    *(each["name"] for operation in NAMED.values() for each in operation.inside("query")),
}
"""Names that mean something somewhere."""


def named(text: str, *, inside: str = "query") -> list[str]:
    """Name the operations with a parameter."""
    return [name for name, operation in NAMED.items() if text in [each["name"] for each in operation.inside(inside)]]


def members(operation: Operation) -> Json:
    """Give the schemas of the members of a body."""
    members: Json = resolve(operation.body or {}).get("properties", {})
    return members


UPDATES = [name for name, operation in NAMED.items() if operation.method == "PATCH" and name != "approvals.update"]
STATUS_CHANGES = [name for name, operation in NAMED.items() if "status_reason" in members(operation)]


@pytest.mark.parametrize("name", NAMED)
async def test_who_may_call_it(name: str, stage: Scenario) -> None:
    ids = await stage.ids(NAMED[name])
    nobody = await stage.send(name, ids, auth=None)
    assert (nobody.status_code, nobody.json()["error"]) == (401, "unauthorized_client")
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
        key = await stage.call("api_keys.create", {"account_id": stage.api.account_id}, {"name": "Key", **restrictions})
        # Where the account is another, nothing is done, but the scopes have been looked at.
        auth = httpx.BasicAuth(key["id"], key["secret_plain"])
        answer = await stage.send(name, ids | {"account_id": NOBODY}, auth=auth)
        if needed and not allowed:
            assert (answer.status_code, answer.json()["error"]) == (403, "insufficient_scope")
        else:
            assert answer.status_code == (404 if ids else 200)


@pytest.mark.parametrize("name", named("account_id", inside="path"))
async def test_what_a_path_names_must_be_there(name: str, stage: Scenario) -> None:
    ids = await stage.ids(NAMED[name])
    body = None if NAMED[name].body is None else stage.body(NAMED[name], ids, "required")
    for parameter in ids:
        answer = await stage.send(name, ids | {parameter: NOBODY}, body)
        assert (answer.status_code, answer.json()["error"]) == (404, "not_found")
    assert (await stage.send(name, ids, body)).is_success


def inner() -> list[Any]:
    """Give what can be read below something that can be deleted."""
    return [
        (name, deletion)
        for name, operation in NAMED.items()
        for (method, path), deletion in BY_ROUTE.items()
        if (operation.method, method) == ("GET", "DELETE") and operation.path.startswith(f"{path}/")
    ]


@pytest.mark.parametrize(("name", "deletion"), inner())
async def test_what_is_deleted_takes_what_is_below_it(name: str, deletion: str, stage: Scenario) -> None:
    ids = await stage.ids(NAMED[name])
    assert (await stage.send(deletion, ids)).status_code == 204
    assert (await stage.send(name, ids)).status_code == 404
    assert (await stage.send(deletion, ids)).status_code == 404


@pytest.mark.parametrize("name", named("limit"))
async def test_limits_of_lists(name: str, stage: Scenario) -> None:
    ids = await stage.ids(NAMED[name])
    required = query(NAMED[name], "required")
    for limit, status in {"0": 400, "101": 400, "-1": 400, "many": 400, "": 400, "1": 200, "100": 200}.items():
        answer = await stage.send(name, ids, params=required | {"limit": limit})
        assert answer.status_code == status, limit
        assert status == 200 or [field["field"] for field in answer.json()["fields"]] == ["limit"]


@pytest.mark.parametrize("name", UPDATES)
async def test_an_update_keeps_what_is_absent_and_clears_what_is_null(name: str, stage: Scenario) -> None:
    operation = NAMED[name]
    ids = await stage.ids(operation)
    described = resolve((operation.response or {})["properties"]["data"])["properties"]
    # How these are read is not how they are written, and a status has rules of its own.
    body = {
        member: value
        for member, value in stage.body(operation, ids, "full").items()
        if member in {*described, "name", "description", "logo_url"} - {"auth", "domains", "status"}
    }

    async def updated(**changes: Any) -> Json:
        data: Json = await stage.call(name, ids, changes)
        return {**data.get("organization", {}), **data, "updated_at": None}  # of an account, some are there

    first = await updated(**body)
    assert {member: first.get(member) for member in body} == body
    assert await updated() == first
    for member in body:
        if example(members(operation)[member], "null") is None:
            assert (await updated(**{member: None})).get(member) is None
        else:
            assert (await stage.send(name, ids, {member: None})).status_code == 400


@pytest.mark.parametrize("name", STATUS_CHANGES)
async def test_a_change_of_status_says_when_why_and_by_whom(name: str, stage: Scenario) -> None:
    operation = NAMED[name]
    ids = await stage.ids(operation)
    reasons = {"status_reason": "because", "status_by": "Eve"}
    body: Json = {member: value for member, value in reasons.items() if member in members(operation)}
    if "status" in members(operation):
        values = resolve(members(operation)["status"]).get("enum", ["active", "paused"])
        body["status"] = "active" if name == "approvals.update" else values[1]
    stage.api.clock.advance(minutes=1)
    data = await stage.call(name, ids, body)
    assert data["status"] == body.get("status", data["status"])
    for member in body.keys() & data.keys():
        assert data[member] == body[member]
    assert 0 <= stage.api.clock.ms() - data["status_at"] < 60_000


@pytest.mark.filterwarnings("ignore::authpi_admin.testing.UnknownKeysWarning")
@pytest.mark.parametrize("value", [[], "text", 5, True], ids=repr)
@pytest.mark.parametrize("name", [name for name, operation in NAMED.items() if operation.body])
async def test_members_that_are_not_described_do_no_harm(name: str, value: object, stage: Scenario) -> None:
    operation = NAMED[name]
    ids = await stage.ids(operation)
    body = stage.body(operation, ids, "required")
    odd = dict.fromkeys(MEMBERS - members(operation).keys(), value)
    for more in (odd, odd, {}):
        answer = await stage.send(name, ids, more | body)
        assert answer.is_success or answer.status_code in {404, 409}, answer.text  # it was done the first time
    await stage.events()
    for (method, path), reading in BY_ROUTE.items():
        if method == "GET" and operation.path.startswith(path):
            assert (await stage.send(reading, ids)).status_code in {200, 404}
