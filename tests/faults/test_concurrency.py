"""Many calls at once over few connections, while a fifth of the requests meets a fault."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from typing import TYPE_CHECKING, Any

import helpers.fault_server as faults
import httpx
import pytest
from authpi_core.reading import one
from authpi_core.request import Request
from authpi_core.types import JsonObject
from helpers.all_faults import ALL_FAULTS

from authpi_admin import ApiError, ClosedClientError
from authpi_admin._call.options import Clock
from authpi_admin.testing import CoreAPI

if TYPE_CHECKING:
    from collections.abc import Awaitable, Sequence

    from helpers.fault_scenario import FaultScenario
    from helpers.fault_server import Fault, ReceivedRequest

    from authpi_admin import AuthPIAdmin

CALLS, CONNECTIONS, SHARE = 200, 10, 0.2
LIMIT = 60.0
"""Seconds in which all calls must have ended; it takes a few."""


def connect(scenario: FaultScenario, **options: Any) -> tuple[AuthPIAdmin, list[int]]:
    """Make a client with short timeouts of a server with faults; it lists its connections in use at each request."""
    in_use: list[int] = []
    chance, kinds = random.Random(1), list(ALL_FAULTS.values())  # noqa: S311 - the same in each run

    def choose(_: ReceivedRequest) -> Fault:
        in_use.append(scenario.in_use(admin))  # the server can be late to notice that a connection was closed
        if chance.random() >= SHARE:
            return faults.respond
        scenario.figures["faults among concurrent calls"] += 1
        return kinds[scenario.figures["faults among concurrent calls"] % len(kinds)]

    scenario.clock = Clock(sleep=lambda _: asyncio.sleep(0.02))
    scenario.server.choose = choose
    admin = scenario.connect(connections=CONNECTIONS, timeout=httpx.Timeout(1, pool=LIMIT), **options)
    return admin, in_use


async def outcomes_of(calls: Sequence[Awaitable[Any]]) -> list[Any]:
    """Make calls at once, and return their results and errors."""
    async with asyncio.timeout(LIMIT):
        return await asyncio.gather(*calls, return_exceptions=True)


def check(scenario: FaultScenario, admin: AuthPIAdmin, outcomes: list[Any], before: set[asyncio.Task[Any]]) -> None:
    """Check the errors, and that no connection is in use and no task is left."""
    failed = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
    assert all(isinstance(error, ApiError) for error in failed), failed
    scenario.figures["concurrent calls"] += len(outcomes)
    scenario.figures["concurrent calls that ended in an error"] += len(failed)
    assert len(failed) < CALLS * SHARE / 2
    assert scenario.in_use(admin) == 0
    assert asyncio.all_tasks() - before - scenario.server.tasks == set()


async def test_reads_return_their_own_result_or_raise(scenario: FaultScenario) -> None:
    (admin, in_use), before = connect(scenario), asyncio.all_tasks()
    requests = [Request("things", "GET", f"/v1/things/thing_{i}") for i in range(CALLS)]
    outcomes = await outcomes_of([admin.core.send(request, one(JsonObject)) for request in requests])
    check(scenario, admin, outcomes, before)
    assert max(in_use) <= 2 * CONNECTIONS  # httpx counts a request and its connection
    for number, outcome in enumerate(outcomes):
        assert isinstance(outcome, ApiError) or outcome["id"] == f"thing_{number}"


async def test_no_write_is_processed_twice(scenario: FaultScenario) -> None:
    api = CoreAPI()
    async with httpx.AsyncClient(transport=httpx.ASGITransport(api), base_url=api.base_url) as upstream:

        async def handle(request: ReceivedRequest) -> bytes:
            headers = dict(request.headers)
            response = await upstream.request(request.method, request.path, headers=headers, content=request.body)
            return faults.http(response.status_code, response.content)

        scenario.server.handle = handle
        before = asyncio.all_tasks()
        admin, in_use = connect(scenario, api_key=api.key, account_id=api.account_id)
        names = [f"Issuer {i}" for i in range(CALLS)]
        outcomes = await outcomes_of([admin.issuers.create({"name": name}) for name in names])
        check(scenario, admin, outcomes, before)
        assert max(in_use) <= 2 * CONNECTIONS  # httpx counts a request and its connection
        scenario.server.choose = lambda _: faults.respond
        created = Counter([issuer.name async for issuer in admin.issuers.list_all() if issuer.name in names])
    succeeded = [name for name, outcome in zip(names, outcomes, strict=True) if not isinstance(outcome, ApiError)]
    assert succeeded == [outcome.name for outcome in outcomes if not isinstance(outcome, ApiError)]
    assert set(succeeded) <= set(created)
    assert set(created.values()) == {1}
    scenario.figures["issuers created"] += len(created)


@pytest.mark.parametrize("calls", [3, 120])
async def test_closing_ends_running_and_waiting_calls(calls: int, scenario: FaultScenario) -> None:
    stalled = asyncio.Event()
    scenario.server.on_stall = stalled.set
    scenario.server.choose = lambda _: faults.stall_before
    admin, before = scenario.connect(http_client=None, timeout=1000), asyncio.all_tasks()
    tasks = [asyncio.create_task(admin.whoami()) for _ in range(calls)]
    await stalled.wait()
    await admin.aclose()
    assert {type(outcome) for outcome in await outcomes_of(tasks)} == {ClosedClientError}
    assert asyncio.all_tasks() - before - scenario.server.tasks == set()
