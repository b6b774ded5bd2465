"""The command of the local Core API, and the cost of its start."""

from __future__ import annotations

from helpers.document import ROOT

from authpi_admin.testing import CoreAPI


def test_seeding_writes_no_events() -> None:
    api = CoreAPI()
    seeded = api.seed(users=3, organizations=2, agents=1)
    assert {kind: len({*ids}) for kind, ids in seeded.items()} == {
        "users": 3,
        "organizations": 2,
        "agents": 1,
        "clients": 0,
    }
    assert api.state.store.tables("events", ()) == []


def test_size_of_the_local_api() -> None:
    files = (ROOT / "src" / "authpi_admin" / "testing").rglob("*.py")
    assert sum(file.read_text().count("\n") for file in files) <= 3_300
