"""A call that is cancelled, after any number of steps of the event loop, gives its connection back."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from itertools import count
from typing import TYPE_CHECKING, Any, TypeAlias

import anyio
import helpers.fault_server as faults
import httpx
import pytest
from authpi_core.reading import one
from authpi_core.request import Request
from authpi_core.types import JsonObject
from helpers.http_clients import NO_TRUST

from authpi_admin._call.options import Clock

if TYPE_CHECKING:
    from helpers.fault_scenario import FaultScenario
    from helpers.fault_server import Fault

    from authpi_admin import AuthPIAdmin

ME = b'{"data": {"type": "api_key", "accounts": [{"account_id": "acc_1", "org_id": "org_1", "scopes": []}]}}'
THING = one(JsonObject)
DRIP = faults.drip(0, 16)


async def get(admin: AuthPIAdmin) -> object:
    """A call that changes nothing."""
    return await admin.core.send(Request("things", "GET", "/v1/things/thing_1"), THING)


async def post(admin: AuthPIAdmin) -> object:
    """A call that does something, with a body that is not written at once."""
    return await admin.core.send(Request("things", "POST", "/v1/things", body={"name": "x" * 100_000}), THING)


async def resolve(admin: AuthPIAdmin) -> object:
    """A call that has to ask for the account first."""
    await asyncio.gather(*(admin.issuers.get("i_1") for _ in range(3)), return_exceptions=True)
    return await admin.issuers.get("i_1")


Call: TypeAlias = Callable[["AuthPIAdmin"], Awaitable[object]]
WAYS: dict[str, tuple[Call, list[Fault]]] = {
    "a read": (get, []),
    "a write": (post, []),
    "an answer in pieces": (get, [DRIP]),
    "a lost answer": (post, [faults.close_after]),
    "a refused token": (get, [faults.reply(401)]),
    "an account": (resolve, [faults.reply(200, ME)]),
    "a wait": (get, [faults.reply(503), faults.reply(429)]),
    "garbage": (get, [faults.garbage_after]),
}
NEIGHBOURS = [0, 2]
TOKEN_NUMBERS = count(2)
ENOUGH = -(-1000 // (len(WAYS) * len(NEIGHBOURS) * 2))
"""Cancellations in each case, so that they are 1,000 in all."""


async def new_token() -> str:
    """Return another token each time, after some steps of the event loop, as a request would."""
    for _ in range(5):
        await asyncio.sleep(0)
    return f"token-{next(TOKEN_NUMBERS)}"


async def cancel_after(steps: int, call: Awaitable[object]) -> bool:
    """Cancel a call after so many steps of the loop; say whether it had not ended by then."""
    task = asyncio.ensure_future(call)
    for _ in range(steps):
        await asyncio.sleep(0)
    was_running = task.cancel()
    await asyncio.wait([task])
    assert task.cancelled() == was_running
    return was_running


async def settled(stage: FaultScenario, admin: AuthPIAdmin) -> bool:
    """Say whether nothing is in use, a few steps later: what several calls share ends after the last of them."""
    for _ in range(20):
        if not stage.in_use(admin):
            return True
        await asyncio.sleep(0)
    return False


@pytest.mark.parametrize("neighbours", NEIGHBOURS)
@pytest.mark.parametrize("is_connected", [False, True], ids=["first", "again"])
@pytest.mark.parametrize("way", WAYS)
async def test_after_any_number_of_steps(
    way: str, *, is_connected: bool, neighbours: int, stage: FaultScenario
) -> None:
    call, meets = WAYS[way]
    tasks = asyncio.all_tasks()
    stage.clock = Clock(sleep=lambda _: asyncio.sleep(0))
    options: dict[str, Any] = {"on_token_expired": new_token, "account_id": None if call is resolve else "acc_1"}
    admin = stage.connect(**options)
    steps = cancelled = 0
    while steps or cancelled < ENOUGH:
        if call is resolve or not is_connected:
            admin = stage.connect(**options)
        if is_connected:
            await get(admin)
        stage.server.will(*meets)
        others = [asyncio.create_task(get(admin)) for _ in range(neighbours)]
        was_running = await cancel_after(steps, call(admin))
        async with asyncio.timeout(10):
            await asyncio.gather(*others)
            assert await settled(stage, admin), steps
            stage.server.forget()
            await get(admin)
        steps = steps + 1 if was_running else 0
        cancelled += was_running
    stage.figures["calls cancelled, after any number of steps"] += cancelled
    assert asyncio.all_tasks() - tasks - stage.server.tasks == set()


@pytest.mark.parametrize("neighbours", NEIGHBOURS)
@pytest.mark.parametrize("call", [get, post])
async def test_by_a_scope_of_anyio(call: Call, neighbours: int, stage: FaultScenario) -> None:
    async def limited(scope: anyio.CancelScope, admin: AuthPIAdmin) -> None:
        with scope:
            await call(admin)

    for steps in count():
        admin, scope = stage.connect(), anyio.CancelScope()
        others = [asyncio.create_task(get(admin)) for _ in range(neighbours)]
        task = asyncio.create_task(limited(scope, admin))
        for _ in range(steps):
            await asyncio.sleep(0)
        is_done = task.done()
        scope.cancel()
        async with asyncio.timeout(10):
            await asyncio.gather(task, *others)
            assert await settled(stage, admin), steps
            await get(admin)
        if is_done:
            break


async def test_a_call_inside_a_call(stage: FaultScenario) -> None:
    async def call_inside(_: httpx.Request) -> None:
        await get(inside)

    steps = 0
    for steps in count():
        inside = stage.connect()
        async with httpx.AsyncClient(verify=NO_TRUST, event_hooks={"request": [call_inside]}) as http_client:
            admin = stage.connect(http_client=http_client)
            was_running = await cancel_after(steps, get(admin))
            assert await settled(stage, inside), steps
            await get(admin)
        if not was_running:
            break
