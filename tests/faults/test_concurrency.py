"""Many calls at once over few connections, while a fifth of the requests meets a fault of any kind."""

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
from helpers.every import EVERY

from authpi_admin import ApiError, ClosedClientError
from authpi_admin._call.options import Clock
from authpi_admin.testing import CoreAPI

if TYPE_CHECKING:
    from collections.abc import Awaitable, Sequence

    from helpers.fault_scenario import FaultScenario
    from helpers.fault_server import Fault, Seen

    from authpi_admin import AuthPIAdmin

CALLS, CONNECTIONS, SHARE = 200, 10, 0.2
LIMIT = 60.0
"""Seconds in which all calls must have ended; it takes a few."""
KINDS = list(EVERY.values())


class Chaos:
    """Chooses what becomes of each request."""

    def __init__(self, figures: Counter[str]) -> None:
        """Start the same chance anew in each test."""
        self._figures = figures
        self._chance = random.Random(1)  # noqa: S311 - chance that can be repeated

    def __call__(self, _: Seen) -> Fault:
        """Choose what becomes of a request: each kind of fault in turn."""
        if self._chance.random() >= SHARE:
            return faults.answer
        self._figures["faults among concurrent calls"] += 1
        return KINDS[self._figures["faults among concurrent calls"] % len(KINDS)]


def connect(stage: FaultScenario, **options: Any) -> AuthPIAdmin:
    """Make a client that waits half a second for an answer, as long as it takes for a connection, and then a moment."""
    stage.clock = Clock(sleep=lambda _: asyncio.sleep(0.02))
    stage.server.choose = Chaos(stage.figures)
    return stage.connect(connections=CONNECTIONS, timeout=httpx.Timeout(0.5, pool=LIMIT), **options)


async def outcomes_of(calls: Sequence[Awaitable[Any]], figures: Counter[str]) -> list[Any]:
    """Make calls at once, and give their results and errors."""
    async with asyncio.timeout(LIMIT):
        outcomes = await asyncio.gather(*calls, return_exceptions=True)
    figures["concurrent calls"] += len(outcomes)
    figures["concurrent calls that ended in an error"] += sum(isinstance(o, BaseException) for o in outcomes)
    return outcomes


async def check_nothing_is_left(stage: FaultScenario, admin: AuthPIAdmin, before: set[asyncio.Task[Any]]) -> None:
    """Look for connections in use and for tasks that were not there before."""
    assert stage.in_use(admin) == 0
    assert stage.server.most <= CONNECTIONS
    assert asyncio.all_tasks() - before - stage.server.tasks == set()


async def test_every_read_ends_in_its_own_result_or_an_error(stage: FaultScenario) -> None:
    admin, before = connect(stage), asyncio.all_tasks()
    calls = [admin.core.send(Request("things", "GET", f"/v1/things/thing_{i}"), one(JsonObject)) for i in range(CALLS)]
    outcomes = await outcomes_of(calls, stage.figures)
    failed = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
    assert all(isinstance(error, ApiError) for error in failed), failed
    assert [o if isinstance(o, ApiError) else o["id"] for o in outcomes] == [
        o if isinstance(o, ApiError) else f"thing_{i}" for i, o in enumerate(outcomes)
    ]
    assert len(failed) < CALLS * SHARE / 2
    await check_nothing_is_left(stage, admin, before)


async def test_no_write_is_done_twice(stage: FaultScenario) -> None:
    api = CoreAPI()
    async with httpx.AsyncClient(transport=httpx.ASGITransport(api), base_url=api.base_url) as upstream:

        async def handle(seen: Seen) -> bytes:
            answer = await upstream.request(seen.method, seen.path, headers=dict(seen.headers), content=seen.body)
            return faults.http(answer.status_code, answer.content)

        stage.server.handle = handle
        admin, before = connect(stage, api_key=api.key, account_id=api.account_id), asyncio.all_tasks()
        names = [f"Issuer {i}" for i in range(CALLS)]
        outcomes = await outcomes_of([admin.issuers.create({"name": name}) for name in names], stage.figures)
        await check_nothing_is_left(stage, admin, before)
        stage.server.choose = lambda _: faults.answer
        made = Counter([issuer.name async for issuer in admin.issuers.list_all() if issuer.name in names])
    succeeded = [name for name, outcome in zip(names, outcomes, strict=True) if not isinstance(outcome, ApiError)]
    assert succeeded == [outcome.name for outcome in outcomes if not isinstance(outcome, ApiError)]
    assert set(succeeded) <= set(made)
    assert set(made.values()) == {1}
    assert len(succeeded) > CALLS * (1 - SHARE / 2)
    stage.figures["issuers made"] += len(made)


@pytest.mark.parametrize("calls", [3, 120])
async def test_closing_ends_what_is_under_way(calls: int, stage: FaultScenario) -> None:
    stalled = asyncio.Event()
    stage.server.stalled = stalled.set
    stage.server.choose = lambda _: faults.stall_before
    admin, before = stage.connect(http_client=None, timeout=1000), asyncio.all_tasks()
    tasks = [asyncio.create_task(admin.whoami()) for _ in range(calls)]
    await stalled.wait()
    await admin.aclose()
    outcomes = await outcomes_of(tasks, Counter())
    assert {type(outcome) for outcome in outcomes} == {ClosedClientError}
    for task in stage.server.tasks:
        await task
    assert asyncio.all_tasks() == before
