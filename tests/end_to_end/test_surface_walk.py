"""Every method of a client against the local Core API: requests and responses match the document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import parse_qsl

import pytest
from helpers.calls import ETAG, arguments, check_result, outcome
from helpers.document import SCHEMAS, resolve
from helpers.scenario import NAMED
from helpers.surface import METHODS, ROWS, at, is_iterator

from authpi_admin import PreconditionFailedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from helpers.document import Form, Json
    from helpers.scenario import Ids, Scenario

    from authpi_admin import AuthPIAdmin

OPERATIONS = {row.name: row.operation for row in ROWS}
NAMES = sorted({*METHODS, *OPERATIONS})
FEW = {"accounts.list": 1, "invoices.list": 0, "usage.list": 0}
"""Number of rows of the lists whose rows cannot be created."""
WANTED = {"notes.backlinks": {"ref_type": "user", "ref_id": "usr_1"}}
"""Filters of lists that require them."""
SILENT = {
    "payment_methods.setup_intent_stripe": "is done elsewhere",
    "tokens.introspect": "only looks",
    "verifiers.create": "is no change before it is completed",
    "webhooks.redeliver": "an event about a delivery would be delivered in turn",
    "webhooks.redeliver_failed": "as above",
}
"""Operations that write without an event in the audit log."""
KEPT = {
    "verifiers.create": "codes are computed from it",
    "webhooks.create": "deliveries carry it, or are signed with it",
}
"""Operations whose secret is stored in plain text."""


class Walk:
    """A method, and the ids of its path."""

    def __init__(self, name: str, scenario: Scenario, admin: AuthPIAdmin, ids: Ids) -> None:
        self.name = name
        self.scenario = scenario
        self.operation = NAMED[OPERATIONS[name]]
        self.last: Any = None
        self.ids = ids
        self._method = at(admin, name, ids.__getitem__)

    def given(self, form: Form) -> Json:
        """Return the arguments of a call that succeeds."""
        given = arguments(METHODS[self.name], self.operation, form)
        given |= {name: self.ids[name] for name in given.keys() & self.ids.keys()}
        if "body" in given:
            given["body"] = self.scenario.body(self.operation, self.ids, form)
        return given

    async def __call__(self, given: Json) -> tuple[Any, int]:
        """Call the method, and compare the result with the responses; return it and the number of requests."""
        exchanges = self.scenario.transport.exchanges
        before = len(exchanges)
        result = await outcome(self._method(**given))
        new = exchanges[before:]
        assert all(each.operation is self.operation for each in new)
        self.last = new[-1].response
        body = self.last.json() if self.last.content else None
        if body and is_iterator(self.name):
            body["data"] = [row for each in new for row in each.response.json()["data"]]
        check_result(self.name, result, self.operation, body, self.last.headers.get("ETag"))
        described = {parameter["name"] for parameter in self.operation.inside("query")}
        assert described >= dict(parse_qsl(self.last.request.url.query.decode())).keys()
        return result, len(new)


@pytest.fixture(params=NAMES)
async def walk(request: pytest.FixtureRequest, scenario: Scenario, admin: AuthPIAdmin) -> Walk:
    name: str = request.param
    assert name in OPERATIONS, f"{name} has no row in surface.md"
    assert name in METHODS, f"{name} is a row of surface.md and no method"
    return Walk(name, scenario, admin, await scenario.ids(NAMED[OPERATIONS[name]]))


async def test_method_with_required_arguments(walk: Walk) -> None:
    scenario, name = walk.scenario, walk.operation.raw["operationId"]
    few = FEW.get(name, 3)
    is_list = walk.operation.response and walk.operation.response["properties"]["data"].get("type") == "array"
    for _ in range(few if is_list and name not in FEW else 0):
        await scenario.make(walk.operation.path, walk.ids)
    given = walk.given("required") | WANTED.get(name, {})
    pages = is_iterator(walk.name) and {"limit", "cursor"} <= METHODS[walk.name].parameters.keys()
    before = await scenario.events()

    result, requests = await walk(given | ({"limit": 1} if pages else {}))

    if is_list:
        assert len(result) >= few
        assert requests == (len(result) if pages else 1)
    new = (await scenario.events())[len(before) :]
    assert bool(new) is (walk.operation.method != "GET" and name not in SILENT)
    assert {event["type"] for event in new} <= {*SCHEMAS["WebhookEventType"]["enum"]}
    check_values(walk)


def check_values(walk: Walk) -> None:
    """Check secrets, which are in this response only, and ids."""
    if walk.operation.response is None:
        return
    store: Any = walk.scenario.api.state.store
    records = [record for table in store._tables.values() for record in table.live()]
    shown, kept = str([record.data for record in records]), str([record.hidden for record in records])
    for schema, value in parts(walk.operation.response, walk.last.json()):
        if schema.get("x-secret"):
            for secret in [value] if isinstance(value, str) else value or ():
                assert secret not in shown
                assert secret not in kept or walk.operation.raw["operationId"] in KEPT
        if prefix := schema.get("x-id-prefix"):
            # api-facts: Identifiers, "exactly 25 lower-case alphanumerics", "32 hex"
            digits = "[0-9a-f]{32}" if schema.get("x-id-base") == 16 else "[0-9a-z]{25}"
            assert re.fullmatch(prefix + digits, value)


def parts(schema: Json, value: Any) -> Iterator[tuple[Json, Any]]:
    """Return each value of a response with its schema."""
    schema = resolve(schema)
    yield schema, value
    for option in schema.get("oneOf", ()):
        yield from parts(option, value)
    if isinstance(value, list):
        for row in cast("Iterable[Any]", value):
            yield from parts(schema.get("items", {}), row)
    elif isinstance(value, dict):
        for name, member in schema.get("properties", {}).items():
            if name in value:
                yield from parts(member, value[name])


async def test_method_with_all_arguments(walk: Walk) -> None:
    """An outdated ETag is rejected, and a repeated request gets the response of the first one."""
    given = walk.given("full")
    given.pop("cursor", None)  # the example is not one that a list gave
    if "if_match" in given:
        with pytest.raises(PreconditionFailedError) as caught:
            await walk(given)
        assert given["if_match"] == ETAG
        given["if_match"] = caught.value.current_etag
    result, _ = await walk(given)
    if "idempotency_key" in given:
        assert "Idempotent-Replayed" not in walk.last.headers
        events = await walk.scenario.events()
        assert (await walk(given))[0] == result
        assert walk.last.headers["Idempotent-Replayed"] == "true"
        assert await walk.scenario.events() == events
