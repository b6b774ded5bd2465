"""`timeout` limits one attempt and `deadline` a call, whatever the server does; time is skipped, not waited for."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import helpers.fault_server as faults
import httpx
import pytest
from helpers.fault_scenario import get

from authpi_admin import ApiError, ApiTimeoutError, ServiceUnavailableError

if TYPE_CHECKING:
    from helpers.fault_scenario import FaultScenario
    from helpers.fault_server import ReceivedRequest
    from helpers.virtual_time import VirtualTime


@pytest.fixture(autouse=True)
def _long_responses(scenario: FaultScenario) -> None:
    async def handle(_: ReceivedRequest) -> bytes:
        return faults.data(text="x" * 1000)

    scenario.server.handle = handle
    scenario.server.choose = lambda _: faults.drip(1)


async def failure(call: Any, virtual_time: VirtualTime) -> tuple[ApiError, float]:
    """Return the error of a call, and after how many seconds it was raised."""
    start = virtual_time.now()
    with pytest.raises(ApiError) as caught:
        await call
    return caught.value, virtual_time.now() - start


async def test_dripping_body_ends_at_the_timeout(scenario: FaultScenario, virtual_time: VirtualTime) -> None:
    limits: dict[str, Any]
    for admin, limits in (
        (scenario.connect(timeout=10, retries=False), {}),
        (scenario.connect(retries=False), {"timeout": 10}),
        (scenario.connect(timeout=20, retries=False).with_options(timeout=10), {}),
    ):
        error, seconds = await failure(get(admin, **limits), virtual_time)
        assert isinstance(error, ApiTimeoutError)
        assert 10 <= seconds < 12
        assert sum(map(scenario.in_use, scenario.http_clients)) == 0


async def test_limits_of_phases_do_not_limit_the_attempt(scenario: FaultScenario, virtual_time: VirtualTime) -> None:
    scenario.server.choose = lambda _: faults.drip(8, 100)
    start = virtual_time.now()
    await get(scenario.connect(timeout=httpx.Timeout(10)))
    assert virtual_time.now() - start > 80
    scenario.server.choose = lambda _: faults.stall_in_body
    scenario.server.on_stall = lambda: asyncio.get_running_loop().call_later(0.01, virtual_time.skip, 11)
    error, seconds = await failure(get(scenario.connect(timeout=httpx.Timeout(10), retries=False)), virtual_time)
    assert isinstance(error, ApiTimeoutError)
    assert 10 <= seconds < 13


@pytest.mark.parametrize("timeout", [10, 100, httpx.Timeout(10)], ids=["shorter", "longer", "phases"])
async def test_deadline_limits_all_attempts(timeout: Any, scenario: FaultScenario, virtual_time: VirtualTime) -> None:
    error, seconds = await failure(get(scenario.connect(timeout=timeout, deadline=25)), virtual_time)
    assert isinstance(error, ApiTimeoutError)
    assert error.attempts == (3 if timeout == 10 else 1)
    assert 25 <= seconds < 27
    error, seconds = await failure(get(scenario.connect(timeout=timeout, deadline=100), deadline=25), virtual_time)
    assert 25 <= seconds < 27


async def test_wait_that_would_pass_the_deadline_raises(scenario: FaultScenario, virtual_time: VirtualTime) -> None:
    scenario.server.choose = lambda _: faults.reply(503, headers={"Retry-After": "20"})
    error, seconds = await failure(get(scenario.connect(deadline=19)), virtual_time)
    assert (type(error), error.attempts, error.retry_after) == (ServiceUnavailableError, 1, 20)
    assert seconds < 10
    error, seconds = await failure(get(scenario.connect(deadline=50)), virtual_time)
    assert error.attempts == 3
    assert 40 <= seconds < 50


async def test_deadline_limits_the_lookup_of_the_account(scenario: FaultScenario, virtual_time: VirtualTime) -> None:
    admin = scenario.connect(account_id=None, timeout=100)
    error, seconds = await failure(admin.issuers.get("i_1", deadline=5), virtual_time)
    assert isinstance(error, ApiTimeoutError)
    assert 5 <= seconds < 7
    assert [request.path for request in scenario.server.requests] == ["/v1/me"]


@pytest.mark.usefixtures("short_wait_for_renewals")
async def test_deadline_limits_the_renewal_of_the_token(scenario: FaultScenario, virtual_time: VirtualTime) -> None:
    async def renew() -> str:
        while True:
            await virtual_time.pause(1)

    scenario.server.choose = lambda _: faults.reply(401)
    error, seconds = await failure(get(scenario.connect(on_token_expired=renew, deadline=5)), virtual_time)
    assert isinstance(error, ApiTimeoutError)
    assert "before the credential was renewed" in str(error)
    assert 5 <= seconds < 7


async def test_deadline_limits_the_wait_for_a_connection(scenario: FaultScenario, virtual_time: VirtualTime) -> None:
    admin = scenario.connect(timeout=100, retries=False)
    first = asyncio.create_task(get(admin, timeout=1000))
    while not scenario.server.requests:  # noqa: ASYNC110 - the server has no event for it
        await asyncio.sleep(0)
    error, seconds = await failure(get(admin, deadline=5), virtual_time)
    assert isinstance(error, ApiTimeoutError)
    assert "before a connection was free" in str(error)
    assert (error.attempts, len(scenario.server.requests)) == (0, 1)
    assert 5 <= seconds < 7
    first.cancel()
    await asyncio.wait([first])
    assert scenario.in_use(admin) == 0
