"""The states in which each action is allowed; in any other state it is a conflict and changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers.document import SCHEMAS
from helpers.scenario import BEFORE, NAMED

if TYPE_CHECKING:
    from helpers.scenario import Scenario

    from authpi_admin.testing._store import Record

STATUSES = {
    "api_keys": "ApiKeyStatus",
    "invitations": "InvitationStatus",
    "sessions": "SessionStatus",
    "tokens": "PersonalTokenStatus",
}
ALLOWED = {
    "api_keys.block": "active",
    "api_keys.unblock": "blocked",
    "api_keys.revoke": "active blocked suspended",
    "api_keys.rotate": "active",
    "invitations.resend": "pending",
    "invitations.revoke": "pending",
    "invitations.update": "pending",
    "sessions.suspend": "active",
    "sessions.reactivate": "suspended",
    "sessions.revoke": "active inactive suspended",
    "tokens.revoke": "active blocked suspended",
}
CASES = [(name, status) for name in ALLOWED for status in SCHEMAS[STATUSES[name.partition(".")[0]]]["enum"]]


def find(scenario: Scenario, collection: str, record_id: str) -> Record:
    tables = scenario.api.state.store.tables(collection, ("accounts",))
    return next(record for table in tables if (record := table.get(record_id)))


@pytest.mark.parametrize(("name", "status"), CASES)
async def test_action_in_each_state(
    name: str, status: str, scenario: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(BEFORE, name, raising=False)
    operation = NAMED[name]
    ids = await scenario.ids(operation)
    parameter = [each for each in operation.segments if each.startswith("{")][-1]
    collection = operation.segments[operation.segments.index(parameter) - 1]
    record = find(scenario, collection, ids[parameter[1:-1]])
    record.data["status"] = status
    before, events = dict(record.data), await scenario.events()

    response = await scenario.send(name, ids)

    if status in ALLOWED[name].split():
        assert response.is_success, response.text
        assert len(await scenario.events()) > len(events)
    else:
        assert (response.status_code, response.json()["error"]) == (409, "conflict")
        assert f"The status is {status}, but must be " in response.json()["error_description"]
        assert (record.data, await scenario.events()) == (before, events)


@pytest.mark.parametrize("status", SCHEMAS["ApiKeyStatus"]["enum"])
@pytest.mark.parametrize("new", ["active", "blocked"])
async def test_final_states_of_api_keys(status: str, new: str, scenario: Scenario) -> None:
    ids = await scenario.ids(NAMED["api_keys.update"])
    find(scenario, "api-keys", ids["key_id"]).data["status"] = status
    response = await scenario.send("api_keys.update", ids, {"status": new})
    assert response.status_code == (409 if status in {"revoked", "expired"} else 200)
    assert status in {"revoked", "expired"} or response.json()["data"]["status"] == new


def test_every_action_is_listed() -> None:
    actions = {
        name
        for name, operation in NAMED.items()
        if name.partition(".")[0] in STATUSES and operation.method == "POST" and ".create" not in name
        if operation.segments[-2].startswith("{")
    }
    assert actions == set(ALLOWED) - {"invitations.update"}
