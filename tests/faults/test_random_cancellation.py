"""Thousands of calls cancelled at random moments leave nothing behind, and requests of other users untouched."""

from __future__ import annotations

import asyncio
import random
import time
from typing import TYPE_CHECKING, Any

import helpers.fault_server as faults
import httpx
import httpx2
import pytest
import uvloop
from authpi_core.reading import one
from authpi_core.request import Request
from authpi_core.types import JsonObject
from helpers.fault_scenario import FaultScenario
from helpers.fault_server import FaultServer
from helpers.http_clients import KINDS, NO_TRUST, Kind, httpx_in_use

from authpi_admin import AuthPIAdmin

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable

CALLS, CONNECTIONS = 1000, 8


async def get(admin: AuthPIAdmin) -> object:
    return await admin.core.send(Request("things", "GET", "/v1/things/thing_1"), one(JsonObject))


async def cancel_at_random(admin: AuthPIAdmin, calls: int) -> int:
    """Start calls, 40 at a time, cancel each at a random moment of its life, and return how many were cancelled."""
    started = time.monotonic()
    await asyncio.gather(*(get(admin) for _ in range(40)))
    longest = time.monotonic() - started
    chance = random.Random(1)  # noqa: S311 - the same in each run

    async def cancelled() -> bool:
        task = asyncio.create_task(get(admin))
        await asyncio.sleep(chance.random() * longest)
        task.cancel()
        await asyncio.wait([task])
        return task.cancelled()

    count = 0
    for _ in range(calls // 40):
        count += sum(await asyncio.gather(*(cancelled() for _ in range(40))))
    return count


async def check_pool(kind: Kind, figures: Counter[str]) -> None:
    """Cancel calls at random moments, then look into the pool and use each of its connections."""
    async with FaultServer() as server:
        stage = FaultScenario(server, kind, figures)
        chance = random.Random(2)  # noqa: S311 - as above
        server.choose = lambda _: faults.drip(0.0005, 16) if chance.random() < 0.3 else faults.after(0.002)
        # The pool of httpx is smaller than the gate, so that calls are cancelled while they wait in it too.
        admin = stage.connect(connections=CONNECTIONS, max_connections=CONNECTIONS * 2, retries=False)
        await get(admin)  # the first call imports the HTTP library
        cancelled = await cancel_at_random(admin, CALLS)
        assert cancelled > CALLS / 20  # how many depends on the machine
        async with asyncio.timeout(10):
            while stage.in_use(admin):  # noqa: ASYNC110 - connections are closed in tasks
                await asyncio.sleep(0.01)
            server.choose = lambda _: faults.answer
            await asyncio.gather(*(get(admin) for _ in range(CONNECTIONS * 4)))
        assert stage.in_use(admin) == 0
        figures["calls cancelled at random moments"] += cancelled
        await stage.aclose()


LOOPS: dict[str, Callable[[], asyncio.AbstractEventLoop]] = {
    "asyncio": asyncio.new_event_loop,
    "uvloop": uvloop.new_event_loop,
}


@pytest.mark.parametrize("loop", LOOPS)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_nothing_is_left_in_the_pool(kind: Kind, loop: str, figures: Counter[str]) -> None:
    with asyncio.Runner(loop_factory=LOOPS[loop]) as runner:
        runner.run(check_pool(kind, figures))


def injected(library: Any) -> Any:
    """Make a client that is shared with another user."""
    limits = library.Limits(max_connections=4, max_keepalive_connections=4)
    return library.AsyncClient(limits=limits, verify=NO_TRUST)


class OtherUser:
    """Makes requests with an HTTP client that is shared with an `AuthPIAdmin`, until it is stopped."""

    def __init__(self, http_client: Any, url: str) -> None:
        """Start."""
        self._http_client, self._url = http_client, url
        self._is_stopped = False
        self._tasks = [asyncio.create_task(self._request()) for _ in range(3)]

    async def _request(self) -> int:
        count = 0
        while not self._is_stopped:
            response = await self._http_client.get(self._url, timeout=20)
            assert response.json()["data"]
            count += 1
        return count

    async def stop(self) -> int:
        """Return how many requests were made; raise what one of them raised."""
        self._is_stopped = True
        async with asyncio.timeout(20):
            count = sum(await asyncio.gather(*self._tasks))
            while httpx_in_use(self._http_client):  # noqa: ASYNC110 - connections are closed in tasks
                await asyncio.sleep(0.01)
        return count


LIBRARIES = pytest.mark.parametrize("library", [httpx, httpx2], ids=["httpx", "httpx2"])


@LIBRARIES
async def test_requests_of_other_users_of_an_injected_client_succeed(library: Any, figures: Counter[str]) -> None:
    async with FaultServer() as server, injected(library) as http_client:
        server.choose = lambda _: faults.after(0.002)
        admin = AuthPIAdmin(access_token="token", base_url=server.url, http_client=http_client, retries=False)  # noqa: S106 - opens nothing
        other = OtherUser(http_client, f"{server.url}/v1/others")
        assert await cancel_at_random(admin, 600) > 30
        requests = await other.stop()
        assert requests > 0
        figures["requests of other users beside cancelled calls"] += requests
