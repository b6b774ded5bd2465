"""A call that is cancelled, after any number of steps of the event loop, gives its connection back."""

from __future__ import annotations

import asyncio
import math
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
from helpers.moments import Moments

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
    return await admin.core.send(Request("things", "GET", ("v1", "things", "thing_1")), THING)


async def post(admin: AuthPIAdmin) -> object:
    """A call that does something, with a body that is not written at once."""
    return await admin.core.send(Request("things", "POST", ("v1", "things"), body={"name": "x" * 100_000}), THING)


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
ENOUGH = -(-1000 // (len(WAYS) * len(NEIGHBOURS) * 2))
"""Cancellations in each case, so that they are 1,000 in all."""


async def new_token() -> str:
    """Take some steps, as a request would."""
    for _ in range(5):
        await asyncio.sleep(0)
    return "token-2"


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


async def test_what_never_waits_is_cancelled_all_the_same() -> None:
    async def poll() -> None:
        for _ in count():
            await asyncio.sleep(0)

    assert await cancel_after(5, cancelled_at_waits(poll()))


async def test_a_cancellation_that_comes_last_is_not_forgotten() -> None:
    async def shielded(ending: Exception | None) -> None:
        with anyio.CancelScope(shield=True):
            await asyncio.sleep(0)
            await asyncio.sleep(0)
        done.append(ending)
        if ending is not None:
            raise ending

    done: list[Exception | None] = []
    for ending in (None, ValueError()):
        assert await cancel_after(2, cancelled_at_waits(shielded(ending)))
        assert done.pop() is ending


@pytest.mark.parametrize("limit", [math.inf, 10])
async def test_a_wait_inside_a_shield_is_held_until_it_ends(limit: float) -> None:
    async def close() -> str:
        with anyio.CancelScope(shield=True), anyio.move_on_after(limit):
            await event.wait()
        closed.append(True)
        await asyncio.sleep(10)
        return "too late"

    event, closed = asyncio.Event(), list[bool]()
    asyncio.get_running_loop().call_later(0.01, event.set)
    assert await cancel_after(2, cancelled_at_waits(close()))
    assert closed


async def test_a_shield_ends_with_its_limit() -> None:
    async def close() -> None:
        with anyio.move_on_after(10, shield=True):
            await asyncio.sleep(100)
        await asyncio.sleep(100)

    with Moments() as moments:
        task = asyncio.ensure_future(cancelled_at_waits(close()))
        await asyncio.sleep(0)
        task.cancel("by the caller")
        await moments.pause(5)
        assert not task.done()
        await moments.pause(5)
        assert task.cancelled()
    with pytest.raises(asyncio.CancelledError, match="by the caller"):
        await task


async def test_limits_inside_stay_inside() -> None:
    async def limited() -> str:
        try:
            with anyio.fail_after(0):
                await asyncio.sleep(10)
        except TimeoutError:
            await asyncio.sleep(0.001)
        with anyio.move_on_after(0), anyio.CancelScope(shield=True):
            await asyncio.sleep(0.001)
        await asyncio.sleep(0.001)
        return "done"

    assert await cancelled_at_waits(limited()) == "done"
    task = asyncio.current_task()
    assert task is not None
    assert task.cancelling() == 0


async def limited_too_late() -> str:
    """Meet the end of a limit together with what was waited for."""
    loop = asyncio.get_running_loop()
    ended = loop.create_future()

    def end(limit: asyncio.Timeout) -> None:
        limit.reschedule(loop.time())
        loop.call_soon(ended.set_result, None)

    async with asyncio.timeout(10) as limit:
        loop.call_soon(end, limit)
        await ended
    assert limit.expired()
    await asyncio.sleep(0.001)
    return "done"


async def test_a_limit_inside_that_ends_too_late_is_forgotten() -> None:
    assert await cancelled_at_waits(limited_too_late()) == "done"


async def test_what_cleans_up_after_a_cancellation_is_not_cancelled_by_it() -> None:
    async def clean_up() -> None:
        try:
            await asyncio.sleep(10)
        finally:
            done.append(await cancelled_at_waits(limited_too_late()))

    done = list[str]()
    assert await cancel_after(1, clean_up())
    assert done == ["done"]


async def test_who_cancels_itself_is_cancelled() -> None:
    async def cancel_itself() -> None:
        task = asyncio.current_task()
        assert task is not None
        task.cancel()
        await cancelled_at_waits(asyncio.sleep(10))

    task = asyncio.create_task(cancel_itself())
    await asyncio.wait([task], timeout=1)
    assert task.cancelled()


async def test_what_cannot_be_waited_for_is_told_to_the_work() -> None:
    async def wait() -> str:
        with pytest.raises(RuntimeError, match="different loop"):
            await elsewhere
        await asyncio.sleep(0)
        return "done"

    loop = asyncio.new_event_loop()
    elsewhere = loop.create_future()
    loop.close()
    assert await cancelled_at_waits(wait()) == "done"


async def test_work_that_is_thrown_away_is_closed() -> None:
    async def wait() -> None:
        try:
            await asyncio.get_running_loop().create_future()
        finally:
            closed.append(True)

    async def work() -> None:
        await cancelled_at_waits(wait())

    closed, waiting = list[bool](), work()
    waiting.send(None)
    waiting.close()
    assert closed


async def test_a_limit_outside_is_a_limit() -> None:
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.001):
            await cancelled_at_waits(asyncio.sleep(10))


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


async def test_work_inside_work_is_cancelled_where_it_waits() -> None:
    async def inside() -> None:
        with anyio.CancelScope(shield=True):
            await asyncio.sleep(0)
            await asyncio.sleep(0)
        done.append(True)
        await cancelled_at_waits(poll())

    async def poll() -> None:
        for _ in count():
            await asyncio.sleep(0)

    done = list[bool]()
    assert await cancel_after(2, cancelled_at_waits(inside()))
    assert done
