"""`SingleFlight`, and the calls that use it, with and without eager tasks."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from helpers.mocked_api import page, response, settle

from authpi_admin import AuthenticationError
from authpi_admin._http.single_flight import Interrupted, SingleFlight

if TYPE_CHECKING:
    from helpers.mocked_api import Connect, MockedApi

EAGER = getattr(asyncio, "eager_task_factory", None)  # new in Python 3.12
FACTORIES = [None] if EAGER is None else [None, EAGER]


@pytest.fixture(params=FACTORIES, ids=lambda factory: "eager" if factory else "default", autouse=True)
async def _task_factory(request: pytest.FixtureRequest) -> None:
    asyncio.get_running_loop().set_task_factory(request.param)


async def finish(result: str) -> str:
    return result


async def never() -> str:
    await asyncio.Event().wait()
    return "never"


async def test_waiters_share_one_run() -> None:
    flight, go, runs = SingleFlight[str](asyncio.create_task), asyncio.Event(), 0

    async def work() -> str:
        nonlocal runs
        runs += 1
        await go.wait()
        return "done"

    waiters = [asyncio.create_task(flight.run(work)) for _ in range(3)]
    await settle()
    waiters[0].cancel()
    go.set()
    ends = await asyncio.gather(*waiters, return_exceptions=True)
    assert (type(ends[0]), ends[1:], runs) == (asyncio.CancelledError, ["done", "done"], 1)


async def test_waiter_gets_the_result_of_its_own_run() -> None:
    """The next run starts between the end of a run and the resumption of its waiter, and does not end."""
    later: list[asyncio.Task[str]] = []

    def spawn(work: Any) -> asyncio.Task[str]:
        task: asyncio.Task[str] = asyncio.create_task(work)
        if not later:
            task.add_done_callback(lambda _: later.append(asyncio.create_task(flight.run(never))))
            task.add_done_callback(lambda _: setattr(flight, "_task", asyncio.create_task(never())))
        return task

    flight = SingleFlight[str](spawn)
    async with asyncio.timeout(5):
        assert await flight.run(lambda: finish("first")) == "first"
    running = asyncio.all_tasks() - {asyncio.current_task()}
    for task in running:
        task.cancel()
    await asyncio.gather(*running, return_exceptions=True)


async def test_run_that_is_cancelled_interrupts_its_waiters() -> None:
    tasks: list[asyncio.Task[str]] = []

    def spawn(work: Any) -> asyncio.Task[str]:
        tasks.append(asyncio.create_task(work))
        return tasks[-1]

    flight = SingleFlight[str](spawn)
    waiters = [asyncio.create_task(flight.run(never)) for _ in range(2)]
    await settle()
    tasks[0].cancel()
    ends = await asyncio.gather(*waiters, return_exceptions=True)
    assert [type(end) for end in ends] == [Interrupted, Interrupted]
    assert await flight.run(lambda: finish("again")) == "again"


class Guard:
    """Accepts one token, and counts the requests with another."""

    def __init__(self) -> None:
        self.refused = 0

    def __call__(self, request: Any) -> Any:
        if request.headers["Authorization"] != "Bearer new":
            self.refused += 1
            return response(401)
        if request.url.path == "/v1/me":
            return response(data={"accounts": [{"account_id": "acc_1"}]})
        return page()


@pytest.mark.parametrize("account_id", ["acc_1", None])
@pytest.mark.parametrize("waits", [True, False])
async def test_callback_that_calls_its_own_client_does_not_recurse(
    account_id: str | None, *, waits: bool, connect: Connect, mocked_api: MockedApi
) -> None:
    async def callback() -> str:
        if waits:
            await asyncio.sleep(0)
        await admin.webhooks.list()
        return "new"

    mocked_api.server = guard = Guard()
    admin = connect(access_token="old", account_id=account_id, on_token_expired=callback)  # noqa: S106 - opens nothing
    async with asyncio.timeout(5):
        with pytest.raises(AuthenticationError) as caught:
            await admin.webhooks.list()
    assert isinstance(caught.value.__cause__, AuthenticationError)
    assert guard.refused == 2


@pytest.mark.parametrize("is_coroutine", [True, False])
async def test_concurrent_calls_share_lookup_and_refresh(
    *, is_coroutine: bool, connect: Connect, mocked_api: MockedApi
) -> None:
    runs = 0

    def refresh() -> Any:
        nonlocal runs
        runs += 1
        return finish("new") if is_coroutine else "new"

    mocked_api.server = guard = Guard()
    admin = connect(access_token="old", account_id=None, on_token_expired=refresh)  # noqa: S106 - opens nothing
    await asyncio.gather(*(admin.webhooks.list() for _ in range(20)))
    assert (runs, guard.refused) == (1, 1)
    assert sorted(set(mocked_api.lines)) == ["GET /v1/accounts/acc_1/webhooks", "GET /v1/me"]
    assert mocked_api.lines.count("GET /v1/me") == 2  # refused, and repeated with the new token
