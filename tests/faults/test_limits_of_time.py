"""`timeout` bounds one attempt and `deadline` a call, whatever the server does; time is skipped, not waited for."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import helpers.fault_server as faults
import httpx
import pytest
from authpi_core.reading import one
from authpi_core.request import Request
from authpi_core.types import JsonObject

from authpi_admin import ApiError, ApiTimeoutError, ServiceUnavailableError

if TYPE_CHECKING:
    from helpers.fault_scenario import FaultScenario
    from helpers.fault_server import Seen
    from helpers.moments import Moments

    from authpi_admin import AuthPIAdmin

SECOND = faults.drip(1)


@pytest.fixture(autouse=True)
def _long_answers(stage: FaultScenario) -> None:
    async def handle(_: Seen) -> bytes:
        return faults.data(text="x" * 1000)

    stage.server.handle = handle


async def get(admin: AuthPIAdmin, **limits: Any) -> object:
    """A call."""
    return await admin.core.send(Request("things", "GET", "/v1/things", **limits), one(JsonObject))


async def failure(call: Any, moments: Moments) -> tuple[ApiError, float]:
    """Give the error that a call ends in, and after how many seconds."""
    start = moments.now()
    with pytest.raises(ApiError) as caught:
        await call
    return caught.value, moments.now() - start


async def test_a_dripping_body_ends_at_the_timeout(stage: FaultScenario, moments: Moments) -> None:
    stage.server.choose = lambda _: SECOND
    for admin, limits in (
        (stage.connect(timeout=10, retries=False), {}),
        (stage.connect(retries=False), {"timeout": 10}),
        (stage.connect(timeout=20, retries=False).with_options(timeout=10), {}),
    ):
        error, seconds = await failure(get(admin, **limits), moments)
        assert isinstance(error, ApiTimeoutError)
        assert isinstance(error, TimeoutError)
        assert 10 <= seconds < 12
        assert sum(map(stage.in_use, stage.http_clients)) == 0


async def test_limits_of_each_phase_do_not_bound_the_whole(stage: FaultScenario, moments: Moments) -> None:
    stage.server.will(faults.drip(8, 100))
    start = moments.now()
    await get(stage.connect(timeout=httpx.Timeout(10)))
    assert moments.now() - start > 80
    stage.server.will(faults.stall_in_body)
    stage.server.stalled = lambda: asyncio.get_running_loop().call_later(0.01, moments.skip, 11)
    error, seconds = await failure(get(stage.connect(timeout=httpx.Timeout(10), retries=False)), moments)
    assert isinstance(error, ApiTimeoutError)
    assert 10 <= seconds < 13


@pytest.mark.parametrize("timeout", [10, 100, httpx.Timeout(10)], ids=["shorter", "longer", "of each phase"])
async def test_the_deadline_bounds_all_attempts(timeout: Any, stage: FaultScenario, moments: Moments) -> None:
    stage.server.choose = lambda _: SECOND
    error, seconds = await failure(get(stage.connect(timeout=timeout, deadline=25)), moments)
    assert isinstance(error, ApiTimeoutError)
    assert error.attempts == (3 if timeout == 10 else 1)
    assert 25 <= seconds < 27
    error, seconds = await failure(get(stage.connect(timeout=timeout, deadline=100), deadline=25), moments)
    assert 25 <= seconds < 27


async def test_no_wait_passes_the_deadline(stage: FaultScenario, moments: Moments) -> None:
    stage.server.choose = lambda _: faults.reply(503, headers={"Retry-After": "20"})
    error, seconds = await failure(get(stage.connect(deadline=19)), moments)
    assert (type(error), error.attempts, error.retry_after) == (ServiceUnavailableError, 1, 20)
    assert seconds < 1
    error, seconds = await failure(get(stage.connect(deadline=50)), moments)
    assert error.attempts == 3
    assert 40 <= seconds < 42


async def test_the_deadline_bounds_finding_the_account(stage: FaultScenario, moments: Moments) -> None:
    stage.server.choose = lambda _: SECOND
    admin = stage.connect(account_id=None, timeout=100)
    error, seconds = await failure(admin.issuers.get("i_1", deadline=5), moments)
    assert isinstance(error, ApiTimeoutError)
    assert 5 <= seconds < 7
    assert [seen.path for seen in stage.server.seen] == ["/v1/me"]


@pytest.mark.usefixtures("short_wait_for_renewals")
async def test_the_deadline_bounds_renewing_the_token(stage: FaultScenario, moments: Moments) -> None:
    async def renew() -> str:
        while True:
            await moments.pause(1)

    stage.server.choose = lambda _: faults.reply(401)
    error, seconds = await failure(get(stage.connect(on_token_expired=renew, deadline=5)), moments)
    assert isinstance(error, ApiTimeoutError)
    assert "before the credential was renewed" in str(error)
    assert 5 <= seconds < 7


async def test_the_deadline_bounds_waiting_for_a_connection(stage: FaultScenario, moments: Moments) -> None:
    stage.server.choose = lambda _: SECOND
    admin = stage.connect(timeout=100, retries=False)
    first = asyncio.create_task(get(admin, timeout=1000))
    while not stage.server.seen:  # noqa: ASYNC110 - the server has no event for it
        await asyncio.sleep(0)
    second, seconds = await failure(get(admin, deadline=5), moments)
    assert isinstance(second, ApiTimeoutError)
    assert "before a connection was free" in str(second)
    assert (second.attempts, len(stage.server.seen)) == (0, 1)
    assert 5 <= seconds < 7
    first.cancel()
    await asyncio.wait([first])
    assert stage.in_use(admin) == 0
