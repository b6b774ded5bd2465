"""The retry budget limits the retries of all calls of a client."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import pytest
from helpers.clock import with_clock
from helpers.mocked_api import response

from authpi_admin import (
    ApiError,
    AuthPIAdmin,
    ServiceUnavailableError,
)

if TYPE_CHECKING:
    from helpers.mocked_api import Connect, MockedApi


@pytest.mark.parametrize("is_concurrent", [True, False])
async def test_retry_budget_limits_the_requests_of_an_outage(
    *, is_concurrent: bool, connect: Connect, mocked_api: MockedApi
) -> None:
    mocked_api.server = lambda _: response(503)
    admin = connect()
    copies = [admin, admin.with_options(timeout=5)]
    calls = [copies[number % 2].whoami() for number in range(1000)]
    if is_concurrent:
        errors = await asyncio.gather(*calls, return_exceptions=True)
    else:
        errors = [(await asyncio.gather(call, return_exceptions=True))[0] for call in calls]
    assert {type(error) for error in errors} == {ServiceUnavailableError}
    assert len(mocked_api.requests) == 1100


async def attempts_of(admin: AuthPIAdmin) -> int:
    with pytest.raises(ApiError) as caught:
        await admin.whoami()
    return caught.value.attempts


async def test_retry_budget_is_shared_by_copies(connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.server = lambda _: response(503)
    admin = connect(retries={"budget": 4})
    assert [await attempts_of(admin), await attempts_of(admin.with_options(deadline=100))] == [4, 2]
    assert [await attempts_of(admin), await attempts_of(connect(retries={"budget": 4}))] == [1, 4]


async def test_success_gives_retries_back_to_the_budget(connect: Connect, mocked_api: MockedApi) -> None:
    admin = connect(retries={"budget": 3})
    success = response(data={"type": "user", "accounts": []})
    mocked_api.respond_with(*[response(503)] * 4)
    assert await attempts_of(admin) == 4  # uses the budget up
    mocked_api.respond_with(*[success] * 5, response(503), success)
    for _ in range(6):
        await admin.whoami()  # five times 0.2, which pays for the retry of the sixth
    mocked_api.respond_with(response(503), response(503))
    assert await attempts_of(admin) == 2  # the sixth has given its retry back


@pytest.mark.parametrize(
    ("headers", "attempts"), [({"Retry-After": "1"}, 4), ({"Retry-After": "soon"}, 1), ({}, 1)], ids=str
)
async def test_rate_limit_with_retry_after_costs_no_budget(
    headers: dict[str, str], attempts: int, connect: Connect, mocked_api: MockedApi
) -> None:
    mocked_api.server = lambda _: response(429, headers=headers)
    assert await attempts_of(connect(retries={"budget": 0})) == attempts


async def test_retry_budget_can_be_turned_off(connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.server = lambda _: response(503)
    admin = connect(retries={"budget": None})
    assert {await attempts_of(admin) for _ in range(100)} == {4}


async def test_cancelled_wait_gives_its_retry_back(connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.server = lambda _: response(503)
    admin = connect(retries={"budget": 1, "limit": 1})
    waiting = cast("Any", admin.core).clock

    async def cancelled(_: float) -> None:
        raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await with_clock(admin, replace(waiting, sleep=cancelled)).webhooks.list()
    assert await attempts_of(admin) == 2
