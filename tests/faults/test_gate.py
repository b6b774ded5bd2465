"""The gate in front of the HTTP client: waiting there does not use up the timeout, and keeps the order of calls."""

from __future__ import annotations

import asyncio
import statistics
import time
from typing import TYPE_CHECKING, Any

import helpers.fault_server as faults
import httpx
import pytest
from helpers.fault_scenario import ME
from helpers.http_clients import KINDS

from authpi_admin import AioHttpClient, AuthPIAdmin

if TYPE_CHECKING:
    from helpers.fault_scenario import FaultScenario
    from helpers.fault_server import Exchange, Fault, ReceivedRequest


class Hold:
    """A fault that delays the response until `released` is set."""

    def __init__(self) -> None:
        self.arrived, self.released = asyncio.Event(), asyncio.Event()

    async def __call__(self, exchange: Exchange) -> None:
        """Respond once released."""
        self.arrived.set()
        await self.released.wait()
        await faults.respond(exchange)


async def update_all(admin: AuthPIAdmin, count: int) -> None:
    """Update so many users at once."""
    users = admin.issuer("iss_1").users
    await asyncio.gather(*(users.update(f"usr_{number}", {"status": "active"}) for number in range(count)))


@pytest.mark.parametrize(
    ("kind", "is_default"),
    [*((kind, False) for kind in KINDS), (KINDS[0], True)],
    ids=[*(kind.name for kind in KINDS), "default"],
)
@pytest.mark.usefixtures("virtual_time")
async def test_updates_that_wait_longer_than_their_timeout_succeed(
    *, is_default: bool, scenario: FaultScenario
) -> None:
    options: dict[str, Any] = {"http_client": None} if is_default else {}
    admin, server = scenario.connect(connections=10, timeout=30, **options), scenario.server
    server.choose = lambda _: faults.respond_after(1)  # about 10 s each, and the last ones wait for 390 s
    await update_all(admin, 400)
    assert len({request.path for request in server.requests}) == len(server.requests) == 400
    assert server.connections <= 15
    scenario.figures["updates at once that wait longer than their timeout: sent once"] += 400


async def test_5000_calls_at_once_cost_the_same_each() -> None:
    async def cost(count: int) -> float:
        started = time.process_time()
        await update_all(admin, count)
        return (time.process_time() - started) / count

    def respond(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=b'{"data": {"id": "usr_1"}}')

    async with (
        httpx.AsyncClient(transport=httpx.MockTransport(respond)) as http_client,
        AuthPIAdmin(access_token="token", account_id="acc_1", http_client=http_client) as admin,  # noqa: S106 - of a test
    ):
        await cost(20)
        few = [await cost(500)]
        many = await cost(5000)
        few += [await cost(500), await cost(500)]
    assert many < 3 * statistics.median(few)


async def test_calls_are_sent_in_order(scenario: FaultScenario) -> None:
    await update_all(scenario.connect(), 30)
    numbers = [request.path.rpartition("_")[2] for request in scenario.server.requests]
    assert numbers == [str(number) for number in range(30)]


async def test_call_that_waited_sends_the_newest_token(scenario: FaultScenario) -> None:
    hold, server = Hold(), scenario.server
    admin = scenario.connect(connections=2, max_connections=1, on_token_expired=lambda: "token-2")
    server.plan(hold, faults.reply(401), faults.reply(200, ME))
    first = asyncio.create_task(admin.issuers.delete("iss_1"))
    await hold.arrived.wait()
    second = asyncio.create_task(admin.issuers.delete("iss_2"))
    await admin.whoami()  # is refused, and renews the token
    assert [request.path.rpartition("/")[2] for request in server.requests] == ["iss_1", "me", "me"]
    hold.released.set()
    await asyncio.gather(first, second)
    assert server.requests[-1].path.endswith("/iss_2")
    assert [request.headers["authorization"][-1] for request in server.requests] == ["1", "1", "2", "2"]


async def test_calls_of_a_callback_do_not_wait_at_the_gate(scenario: FaultScenario) -> None:
    hold, server = Hold(), scenario.server

    def choose(request: ReceivedRequest) -> Fault:
        if request.path.endswith("/iss_1") and request.headers["authorization"] == "Bearer token-1":
            return faults.reply(401)
        return hold if request.path.endswith("/iss_2") else faults.respond

    async def renew() -> str:
        await hold.arrived.wait()  # iss_2 holds the only place at the gate
        await admin.issuers.delete("iss_3")
        hold.released.set()
        return "token-2"

    server.choose = choose
    # The pool of an injected client needs a second connection for the callback's call.
    admin = scenario.connect(connections=2, max_connections=1, on_token_expired=renew)
    async with asyncio.timeout(10):
        await asyncio.gather(admin.issuers.delete("iss_1"), admin.issuers.delete("iss_2"))
    assert [request.path.rpartition("/")[2] for request in server.requests] == ["iss_1", "iss_2", "iss_3", "iss_1"]


async def test_client_and_its_copies_share_the_gate(scenario: FaultScenario) -> None:
    scenario.server.choose = lambda _: faults.respond_after(0.001)
    admin = scenario.connect(connections=10, max_connections=3)
    clients = [admin, admin.with_options(timeout=5), admin.with_options(retries=False)]
    await asyncio.gather(*(update_all(client, 20) for client in clients))
    assert (scenario.server.most_connections, len(scenario.server.requests)) == (3, 60)


@pytest.mark.parametrize("kind", KINDS[2:], ids=lambda kind: kind.name)
async def test_gate_of_an_aiohttp_client_is_its_limit(scenario: FaultScenario) -> None:
    scenario.server.choose = lambda _: faults.respond_after(0.001)
    await update_all(scenario.connect(http_client=AioHttpClient(max_connections=4), max_connections=None), 20)
    assert scenario.server.most_connections == 4
