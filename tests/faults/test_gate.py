"""The gate in front of the HTTP client: waiting there uses up no timeout, and keeps the order of calls."""

from __future__ import annotations

import asyncio
import statistics
import time
from typing import TYPE_CHECKING, Any

import helpers.fault_server as faults
import pytest
from helpers.http_clients import KINDS, Kind

from authpi_admin import AioHttpClient

if TYPE_CHECKING:
    from helpers.fault_scenario import FaultScenario
    from helpers.fault_server import Exchange, Fault, Seen

    from authpi_admin import AuthPIAdmin

GATE = 20
ME = b'{"data": {"type": "api_key", "accounts": [{"account_id": "acc_1", "org_id": "org_1", "scopes": []}]}}'


class Hold:
    """A fault that keeps the response back until `released` is set."""

    def __init__(self) -> None:
        """Start without a request."""
        self.arrived, self.released = asyncio.Event(), asyncio.Event()

    async def __call__(self, exchange: Exchange) -> None:
        """Respond once released."""
        self.arrived.set()
        await self.released.wait()
        await faults.answer(exchange)


async def update_all(admin: AuthPIAdmin, count: int) -> list[object]:
    """Update so many users at once, and return their outcomes."""
    users = admin.issuer("iss_1").users
    return await asyncio.gather(
        *(users.update(f"usr_{number}", {"status": "active"}) for number in range(count)), return_exceptions=True
    )


def failed(outcomes: list[object]) -> list[object]:
    """Return those that are errors."""
    return [outcome for outcome in outcomes if isinstance(outcome, BaseException)]


CLIENTS = [*((kind, False) for kind in KINDS), (KINDS[0], True)]


@pytest.mark.parametrize(
    ("kind", "is_default"), CLIENTS, ids=lambda value: value.name if isinstance(value, Kind) else f"default={value}"
)
async def test_1500_updates_at_once_all_succeed_although_most_wait_longer_than_the_timeout(
    *, is_default: bool, stage: FaultScenario
) -> None:
    options: dict[str, Any] = {"http_client": None} if is_default else {}
    admin = stage.connect(connections=GATE, timeout=2, **options)  # the last ones wait for 3 s
    stage.server.choose = lambda _: faults.after(0.04)
    outcomes = await update_all(admin, 1500)
    assert failed(outcomes) == []
    assert len({seen.path for seen in stage.server.seen}) == len(stage.server.seen) == 1500
    assert stage.server.connections <= 1.5 * GATE
    stage.figures["updates at once, longer than their timeout: sent, failed"] += 1500


async def test_10000_calls_at_once_succeed_at_a_flat_cost(stage: FaultScenario) -> None:
    async def cost(count: int) -> float:
        started = time.process_time()
        assert failed(await update_all(admin, count)) == []
        return (time.process_time() - started) / count

    admin = stage.connect(connections=GATE)
    await cost(GATE)
    few = [await cost(1000)]
    many = await cost(10_000)
    few += [await cost(1000), await cost(1000)]
    assert len(stage.server.seen) == 13_000 + GATE
    assert many < 2 * statistics.median(few)


async def test_calls_are_sent_in_the_order_in_which_they_were_made(stage: FaultScenario) -> None:
    admin = stage.connect()
    assert failed(await update_all(admin, 30)) == []
    assert [seen.path.rpartition("_")[2] for seen in stage.server.seen] == [str(number) for number in range(30)]


async def test_a_call_that_waited_sends_the_newest_token(stage: FaultScenario) -> None:
    hold = Hold()
    admin = stage.connect(connections=2, max_connections=1, on_token_expired=lambda: "token-2")
    stage.server.will(hold, faults.reply(401), faults.reply(200, ME))
    first = asyncio.create_task(admin.issuers.delete("iss_1"))
    await hold.arrived.wait()
    second = asyncio.create_task(admin.issuers.delete("iss_2"))
    await admin.whoami()  # is refused, and renews the token
    assert [seen.path.rpartition("/")[2] for seen in stage.server.seen] == ["iss_1", "me", "me"]
    hold.released.set()
    await asyncio.gather(first, second)
    assert stage.server.seen[-1].path.endswith("/iss_2")
    assert [seen.headers["authorization"] for seen in stage.server.seen] == [
        "Bearer token-1",
        "Bearer token-1",
        "Bearer token-2",
        "Bearer token-2",
    ]


async def test_calls_of_a_callback_for_a_new_token_do_not_wait_at_the_gate(stage: FaultScenario) -> None:
    hold = Hold()

    def choose(seen: Seen) -> Fault:
        if seen.path.endswith("/iss_1") and seen.headers["authorization"] == "Bearer token-1":
            return faults.reply(401)
        return hold if seen.path.endswith("/iss_2") else faults.answer

    async def renew() -> str:
        await hold.arrived.wait()  # iss_2 holds the only place at the gate
        await admin.issuers.delete("iss_3")
        hold.released.set()
        return "token-2"

    stage.server.choose = choose
    # The gate lets one call through; the pool of an injected client needs a second connection for the callback's.
    admin = stage.connect(connections=2, max_connections=1, on_token_expired=renew)
    async with asyncio.timeout(10):
        await asyncio.gather(admin.issuers.delete("iss_1"), admin.issuers.delete("iss_2"))
    assert [seen.path.rpartition("/")[2] for seen in stage.server.seen] == ["iss_1", "iss_2", "iss_3", "iss_1"]


async def test_a_client_and_its_copies_share_the_gate(stage: FaultScenario) -> None:
    stage.server.choose = lambda _: faults.after(0.001)
    admin = stage.connect(connections=10, max_connections=3)
    clients = [admin, admin.with_options(timeout=5), admin.with_options(retries=False)]
    outcomes = await asyncio.gather(*(update_all(client, 20) for client in clients))
    assert failed([outcome for each in outcomes for outcome in each]) == []
    assert (stage.server.most, len(stage.server.seen)) == (3, 60)


@pytest.mark.parametrize("kind", KINDS[2:], ids=lambda kind: kind.name)
async def test_the_gate_of_an_aiohttp_client_is_its_own_limit(stage: FaultScenario) -> None:
    stage.server.choose = lambda _: faults.after(0.001)
    admin = stage.connect(http_client=AioHttpClient(max_connections=4), max_connections=None)
    assert failed(await update_all(admin, 20)) == []
    assert stage.server.most == 4
