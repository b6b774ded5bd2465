"""Which state each action may start from; from any other it is refused with a reason, and nothing changes."""

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


def find(stage: Scenario, collection: str, record_id: str) -> Record:
    tables = stage.api.state.store.tables(collection, ("accounts",))
    return next(record for table in tables if (record := table.get(record_id)))


@pytest.mark.parametrize(("name", "status"), CASES)
async def test_an_action(name: str, status: str, stage: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(BEFORE, name, raising=False)
    operation = NAMED[name]
    ids = await stage.ids(operation)
    parameter = [each for each in operation.segments if each.startswith("{")][-1]
    collection = operation.segments[operation.segments.index(parameter) - 1]
    record = find(stage, collection, ids[parameter[1:-1]])
    record.data["status"] = status
    before, events = dict(record.data), await stage.events()

    answer = await stage.send(name, ids)

    if status in ALLOWED[name].split():
        assert answer.is_success, answer.text
        assert len(await stage.events()) > len(events)
    else:
        assert (answer.status_code, answer.json()["error"]) == (409, "conflict")
        assert f"The status is {status}, but must be " in answer.json()["error_description"]
        assert (record.data, await stage.events()) == (before, events)


@pytest.mark.parametrize("status", SCHEMAS["ApiKeyStatus"]["enum"])
@pytest.mark.parametrize("new", ["active", "blocked"])
async def test_what_is_revoked_or_has_expired_stays_so(status: str, new: str, stage: Scenario) -> None:
    ids = await stage.ids(NAMED["api_keys.update"])
    find(stage, "api-keys", ids["key_id"]).data["status"] = status
    answer = await stage.send("api_keys.update", ids, {"status": new})
    assert answer.status_code == (409 if status in {"revoked", "expired"} else 200)
    assert status in {"revoked", "expired"} or answer.json()["data"]["status"] == new


def test_every_action_is_listed() -> None:
    actions = {
        name
        for name, operation in NAMED.items()
        if name.partition(".")[0] in STATUSES and operation.method == "POST" and ".create" not in name
        if operation.segments[-2].startswith("{")
    }
    assert actions == set(ALLOWED) - {"invitations.update"}
