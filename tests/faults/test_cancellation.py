"""Calls that are cancelled after any number of steps of the event loop give their connections back."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from itertools import count
from typing import TYPE_CHECKING, Any, TypeAlias

import anyio
import helpers.fault_server as faults
import httpx
import httpx2
import pytest
import uvloop
from authpi_core.reading import one
from authpi_core.request import Request
from authpi_core.types import JsonObject
from helpers.fault_scenario import ME, TOKEN, FaultScenario, get
from helpers.fault_server import FaultServer
from helpers.http_clients import KINDS, NO_TRUST, Kind, httpx_in_use

from authpi_admin import AuthPIAdmin
from authpi_admin._call.options import Clock

if TYPE_CHECKING:
    from collections import Counter

    from helpers.fault_server import Fault


async def post(admin: AuthPIAdmin) -> object:
    """Make a call with a body that is not written at once."""
    return await admin.core.send(Request("things", "POST", "/v1/things", body={"name": "x" * 100_000}), one(JsonObject))


async def resolve(admin: AuthPIAdmin) -> object:
    """Make a call that needs the account."""
    await asyncio.gather(*(admin.issuers.get("i_1") for _ in range(3)), return_exceptions=True)
    return await admin.issuers.get("i_1")


Call: TypeAlias = Callable[[AuthPIAdmin], Awaitable[object]]
CALLS: dict[str, tuple[Call, list[Fault]]] = {
    "a read": (get, []),
    "a write": (post, []),
    "a response in pieces": (get, [faults.drip(0, 16)]),
    "a lost response": (post, [faults.close_after]),
    "a refused token": (get, [faults.reply(401)]),
    "an account": (resolve, [faults.reply(200, ME)]),
    "a wait": (get, [faults.reply(503), faults.reply(429)]),
    "garbage": (get, [faults.garbage_after]),
}
OTHER_CALLS = [0, 2]
TOKEN_NUMBERS = count(2)


async def new_token() -> str:
    """Return another token each time, after some steps of the event loop."""
    for _ in range(5):
        await asyncio.sleep(0)
    return f"token-{next(TOKEN_NUMBERS)}"


async def cancel_after(steps: int, call: Awaitable[object]) -> bool:
    """Cancel a call after so many steps of the loop; return whether it was still running."""
    task = asyncio.ensure_future(call)
    for _ in range(steps):
        await asyncio.sleep(0)
    was_running = task.cancel()
    await asyncio.wait([task])
    assert task.cancelled() == was_running
    return was_running


async def wait_until_free(scenario: FaultScenario, admin: AuthPIAdmin) -> None:
    """Wait until all connections are free; connections that are lost are closed in tasks."""
    async with asyncio.timeout(30):
        while scenario.in_use(admin):  # noqa: ASYNC110 - as above
            await asyncio.sleep(0)


@pytest.mark.parametrize("others", OTHER_CALLS)
@pytest.mark.parametrize("is_connected", [False, True], ids=["first", "later"])
@pytest.mark.parametrize("name", CALLS)
async def test_cancelled_after_any_number_of_steps(
    name: str, *, is_connected: bool, others: int, scenario: FaultScenario
) -> None:
    call, planned = CALLS[name]
    tasks = asyncio.all_tasks()
    scenario.clock = Clock(sleep=lambda _: asyncio.sleep(0))
    options: dict[str, Any] = {"on_token_expired": new_token, "account_id": None if call is resolve else "acc_1"}
    admin = scenario.connect(**options)
    for steps in count():
        if call is resolve or not is_connected:
            admin = scenario.connect(**options)
        if is_connected:
            await get(admin)
        scenario.server.plan(*planned)
        running = [asyncio.create_task(get(admin)) for _ in range(others)]
        was_running = await cancel_after(steps, call(admin))
        async with asyncio.timeout(30):
            await asyncio.gather(*running)
            await wait_until_free(scenario, admin)
            scenario.server.clear_plan()
            await get(admin)
        if not was_running:
            break
        scenario.figures["calls cancelled, after any number of steps"] += 1
    assert asyncio.all_tasks() - tasks - scenario.server.tasks == set()


@pytest.mark.parametrize("others", OTHER_CALLS)
@pytest.mark.parametrize("call", [get, post])
async def test_cancelled_by_a_scope_of_anyio(call: Call, others: int, scenario: FaultScenario) -> None:
    async def limited(scope: anyio.CancelScope, admin: AuthPIAdmin) -> None:
        with scope:
            await call(admin)

    for steps in count():
        admin, scope = scenario.connect(), anyio.CancelScope()
        running = [asyncio.create_task(get(admin)) for _ in range(others)]
        task = asyncio.create_task(limited(scope, admin))
        for _ in range(steps):
            await asyncio.sleep(0)
        is_done = task.done()
        scope.cancel()
        async with asyncio.timeout(30):
            await asyncio.gather(task, *running)
            await wait_until_free(scenario, admin)
            await get(admin)
        if is_done:
            break


@pytest.mark.parametrize("kind", KINDS[:1], ids=lambda kind: kind.name)
async def test_cancelled_call_inside_a_call(scenario: FaultScenario) -> None:
    async def call_inside(_: httpx.Request) -> None:
        await get(inside)

    for steps in count():
        inside = scenario.connect()
        async with httpx.AsyncClient(verify=NO_TRUST, event_hooks={"request": [call_inside]}) as http_client:
            admin = scenario.connect(http_client=http_client)
            was_running = await cancel_after(steps, get(admin))
            await wait_until_free(scenario, inside)
            await get(admin)
        if not was_running:
            break


async def cancel_at_random(admin: AuthPIAdmin, calls: int) -> int:
    """Start calls, 40 at a time, cancel each after a random number of steps, and return how many were cancelled."""
    chance = random.Random(1)  # noqa: S311 - the same in each run
    cancelled = 0
    for _ in range(calls // 40):
        running = (cancel_after(int(chance.random() ** 3 * 400), get(admin)) for _ in range(40))
        cancelled += sum(await asyncio.gather(*running))
    return cancelled


async def check_pool(kind: Kind, figures: Counter[str]) -> None:
    """Cancel calls at random moments, then look into the pool and use each of its connections."""
    async with FaultServer() as server:
        scenario = FaultScenario(server, kind, figures)
        chance = random.Random(2)  # noqa: S311 - as above
        server.choose = lambda _: faults.drip(0, 16) if chance.random() < 0.3 else faults.respond_after(0)
        # The pool of httpx is smaller than the gate, so that calls are cancelled while they wait in it too.
        admin = scenario.connect(connections=8, max_connections=16, retries=False)
        await get(admin)  # the first call imports the HTTP library
        cancelled = await cancel_at_random(admin, 400)
        assert 20 < cancelled < 400
        await wait_until_free(scenario, admin)
        async with asyncio.timeout(30):
            await asyncio.gather(*(get(admin) for _ in range(32)))
        assert scenario.in_use(admin) == 0
        figures["calls cancelled at random moments"] += cancelled
        await scenario.aclose()


LOOPS = {"asyncio": asyncio.new_event_loop, "uvloop": uvloop.new_event_loop}


@pytest.mark.parametrize("loop", LOOPS)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_cancelled_at_random(kind: Kind, loop: str, figures: Counter[str]) -> None:
    with asyncio.Runner(loop_factory=LOOPS[loop]) as runner:
        runner.run(check_pool(kind, figures))


@pytest.mark.parametrize("library", [httpx, httpx2], ids=["httpx", "httpx2"])
async def test_other_requests_of_an_injected_client_succeed(library: Any, figures: Counter[str]) -> None:
    limits = library.Limits(max_connections=4, max_keepalive_connections=4)
    is_stopped = asyncio.Event()

    async def request_until_stopped() -> int:
        number = 0
        while not is_stopped.is_set():
            response = await http_client.get(f"{server.url}/v1/others", timeout=30)
            assert response.json()["data"]
            number += 1
        return number

    async with FaultServer() as server, library.AsyncClient(limits=limits, verify=NO_TRUST) as http_client:
        admin = AuthPIAdmin(access_token=TOKEN, base_url=server.url, http_client=http_client, retries=False)
        others = [asyncio.create_task(request_until_stopped()) for _ in range(3)]
        assert await cancel_at_random(admin, 240) > 20
        is_stopped.set()
        async with asyncio.timeout(30):
            requests = sum(await asyncio.gather(*others))
            while httpx_in_use(http_client):  # noqa: ASYNC110 - connections are closed in tasks
                await asyncio.sleep(0.01)
    assert requests > 0
    figures["requests of other users beside cancelled calls"] += requests
