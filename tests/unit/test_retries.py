"""How often calls are retried, after which waits, within which deadline and budget, on a fake clock.

Which failures are retried is tested in tests/faults/test_retry_table.py.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any, cast

import httpx
import pytest
from helpers.clock import FakeClock, with_clock
from helpers.mocked_api import BASE_URL, KEY, identity, page, response

from authpi_admin import (
    ApiConnectionError,
    ApiError,
    AuthPIAdmin,
    ClosedClientError,
    RateLimitError,
    ServiceUnavailableError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helpers.mocked_api import MockedApi

POLICIES: dict[str, tuple[Any, list[float]]] = {
    "default": (None, [1.0, 2.0, 4.0]),
    "True": (True, [1.0, 2.0, 4.0]),
    "False": (False, []),
    "a limit of 0": ({"limit": 0}, []),
    "a number": (2, [1.0, 2.0]),
    "a limit of 40": ({"limit": 40}, [1.0, 2.0, 4.0, *[8.0] * 37]),
    "linear": ({"limit": 5, "delay": 0.5, "backoff": "linear"}, [0.5, 1.0, 1.5, 2.0, 2.5]),
    "linear up to the longest wait": ({"delay": 3, "backoff": "linear"}, [3.0, 6.0, 8.0]),
    "no delay": ({"delay": 0}, [0.0, 0.0, 0.0]),
    "longer than the longest wait": ({"delay": 100.0}, [8.0, 8.0, 8.0]),
    "exponential": ({"delay": 0.25, "backoff": "exponential"}, [0.25, 0.5, 1.0]),
}


@pytest.mark.parametrize(("retries", "waits"), POLICIES.values(), ids=POLICIES)
async def test_waits_of_each_policy(retries: Any, waits: list[float], api: MockedApi) -> None:
    api.server = lambda _: response(503)
    for admin in (api.connect(retries=retries), api.connect().with_options(retries=retries)):
        api.clock.waits.clear()
        api.requests.clear()
        with pytest.raises(ServiceUnavailableError) as caught:
            await admin.notes.get("note_1")
        assert api.clock.waits == waits
        assert caught.value.attempts == len(api.requests) == len(waits) + 1


@pytest.mark.parametrize("random", [0.0, 0.25])
async def test_jitter(random: float, api: MockedApi) -> None:
    api.clock.random = random
    api.respond_with(response(429), httpx.ReadError("lost"), response(504), page())
    await api.connect().notes.list()
    assert api.clock.waits == [random * wait for wait in (1.0, 2.0, 4.0)]


def in_seconds(seconds: float, clock: FakeClock) -> datetime:
    return datetime.fromtimestamp(clock.now, UTC) + timedelta(seconds=seconds)


RETRY_AFTER = {  # the wait is at least the jittered back-off of 0.5 s
    "0": 0.5,
    "0.4": 0.5,
    "7": 7.0,
    " 7 ": 7.0,
    "1.5": 1.5,
    ".6": 0.6,
    "60": 60.0,
    "date": 6.75,  # the fake clock is a quarter of a second past a full second
    "old date": 6.75,
    "past date": 0.5,
    **dict.fromkeys(("", "soon", "-1", "1e3", "٣", "7 s", "inf", "nan", "Wed, 99 Foo 2026 00:00:00 GMT", "0x10"), 0.5),
}


def retry_after(text: str, clock: FakeClock) -> str:
    """Return the header, with a date relative to the clock where it is one."""
    if text == "date":
        return format_datetime(in_seconds(7, clock), usegmt=True)
    if text == "old date":
        return in_seconds(7, clock).strftime("%a %b %e %H:%M:%S %Y")
    return format_datetime(in_seconds(-100, clock), usegmt=True) if text == "past date" else text


@pytest.fixture
def far_from_utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine in another time zone."""
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("far_from_utc")
@pytest.mark.parametrize(("text", "wait"), RETRY_AFTER.items())
async def test_retry_after_header(text: str, wait: float, api: MockedApi) -> None:
    api.clock.random = 0.5
    header = retry_after(text, api.clock).encode()
    api.respond_with(httpx.Response(429, headers=[(b"Retry-After", header)]), page())
    await api.connect().notes.list()
    assert api.clock.waits == [wait]


@pytest.mark.parametrize(
    ("given", "headers", "wait"),
    [
        (3, None, 3.0),
        (1.5, None, 1.5),
        (0, None, 1.0),
        (-1, None, 1.0),
        (True, None, 1.0),
        ("9", None, 1.0),
        (3, {"Retry-After": "2"}, 2.0),
    ],
)
async def test_retry_after_of_the_body(given: Any, headers: dict[str, str] | None, wait: float, api: MockedApi) -> None:
    api.respond_with(response(429, retry_after=given, headers=headers), page())
    await api.connect().notes.list()
    assert api.clock.waits == [wait]


@pytest.mark.parametrize(("date", "wait"), [(-86_400, 7.0), (0, 7.0), (86_400, 7.0), ("today", 6.75)])
async def test_retry_after_date_is_relative_to_the_date_of_the_response(
    date: int | str, wait: float, api: MockedApi
) -> None:
    """The clock of this machine may be wrong; an invalid date is ignored."""
    offset = 0 if isinstance(date, str) else date
    sent = date if isinstance(date, str) else format_datetime(in_seconds(date, api.clock), usegmt=True)
    headers = {"Date": sent, "Retry-After": format_datetime(in_seconds(offset + 7, api.clock), usegmt=True)}
    api.respond_with(response(429, headers=headers), page())
    await api.connect().notes.list()
    assert api.clock.waits == [wait]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("61", 61.0), ("60.5", 60.5), ("9" * 400, 316_224_000.0), ("Fri, 31 Dec 9999 23:59:59 GMT", 316_224_000.0)],
)
async def test_retry_after_of_more_than_a_minute_is_raised(text: str, seconds: float, api: MockedApi) -> None:
    api.respond_with(response(429, headers={"Retry-After": text}))
    with pytest.raises(RateLimitError) as caught:
        await api.connect().notes.list()
    assert (caught.value.retry_after, api.clock.waits) == (seconds, [])


async def test_idempotency_key_is_one_per_call(api: MockedApi) -> None:
    api.server = lambda _: response(503)
    admin = api.connect()
    body: Any = {}
    for _ in range(2):
        with pytest.raises(ServiceUnavailableError) as caught:
            await admin.notes.create(body)
        assert {*api.sent_headers("Idempotency-Key")[-4:]} == {caught.value.idempotency_key}
    assert len({*api.sent_headers("Idempotency-Key")}) == 2
    assert len({request.content for request in api.requests}) == 1


@pytest.mark.parametrize(("cause", "attempts"), [(httpx.ConnectError("refused"), 4), (httpx.ReadError("lost"), 1)])
async def test_write_over_a_transport_that_reports_no_steps(cause: Exception, attempts: int, api: MockedApi) -> None:
    api.server = lambda _: cause
    body: Any = {}
    with pytest.raises(ApiConnectionError) as caught:
        await api.connect().notes.update("note_1", body)
    assert caught.value.attempts == len(api.requests) == attempts


async def test_deadline_includes_attempts_and_waits(api: MockedApi) -> None:
    api.server = lambda _: response(503)
    for admin, deadline in (
        (api.connect(deadline=3.0), None),
        (api.connect().with_options(deadline=3.0), None),
        (api.connect(), 3.0),
        (api.connect(deadline=0.5), 3.0),
    ):
        api.clock.waits.clear()
        with pytest.raises(ServiceUnavailableError) as caught:
            await admin.notes.list(deadline=deadline)
        assert api.clock.waits == [1.0]  # another 2 seconds would end at the deadline
        assert caught.value.attempts == 2


@pytest.mark.parametrize(
    ("timeout", "phases"),
    [
        (10, {"connect": 9.0, "pool": 9.0, "read": 10, "write": 10}),
        (0.5, {"connect": 0.45, "pool": 0.45, "read": 0.5, "write": 0.5}),
        (httpx.Timeout(5.0, connect=1.0), {"connect": 1.0, "pool": 5.0, "read": 5.0, "write": 5.0}),
        (httpx.Timeout(None), {"connect": None, "pool": None, "read": None, "write": None}),
    ],
)
async def test_timeout_as_seconds_or_phases(timeout: Any, phases: dict[str, float | None], api: MockedApi) -> None:
    api.server = lambda _: page()
    await api.connect(timeout=timeout).notes.list()
    await api.connect().with_options(timeout=timeout).notes.list()
    await api.connect(timeout=99).notes.list(timeout=timeout)
    for request in api.requests:
        assert request.extensions["timeout"] == pytest.approx(phases)


async def test_closing_ends_retries_and_waits(api: MockedApi) -> None:
    async def close(_: httpx.Request) -> httpx.Response:
        await admin.aclose()
        return response(503)

    api.server = close
    admin = api.connect()
    with pytest.raises(ClosedClientError, match="the client is closed"):
        await admin.notes.list()
    api.server = lambda _: response(503, retry_after=50)
    waiting = AuthPIAdmin(api_key=KEY, account_id="acc_1", base_url=BASE_URL)  # on the clock of the loop
    call = asyncio.create_task(waiting.webhooks.list())
    await api.sent(2)
    await waiting.aclose()
    with pytest.raises(ClosedClientError):
        await call
    assert len(api.requests) == 2


@pytest.mark.parametrize("is_concurrent", [True, False])
async def test_retry_budget_limits_the_requests_of_an_outage(*, is_concurrent: bool, api: MockedApi) -> None:
    api.server = lambda _: response(503)
    admin = api.connect()
    copies = [admin, admin.with_options(timeout=5)]
    calls = [copies[number % 2].whoami() for number in range(200)]
    if is_concurrent:
        errors = await asyncio.gather(*calls, return_exceptions=True)
    else:
        errors = [(await asyncio.gather(call, return_exceptions=True))[0] for call in calls]
    assert {type(error) for error in errors} == {ServiceUnavailableError}
    assert len(api.requests) == 300


async def attempts_of(admin: AuthPIAdmin) -> int:
    with pytest.raises(ApiError) as caught:
        await admin.whoami()
    return caught.value.attempts


async def test_retry_budget_is_shared_by_copies(api: MockedApi) -> None:
    api.server = lambda _: response(503)
    admin = api.connect(retries={"budget": 4})
    assert [await attempts_of(admin), await attempts_of(admin.with_options(deadline=100))] == [4, 2]
    assert [await attempts_of(admin), await attempts_of(api.connect(retries={"budget": 4}))] == [1, 4]
    unlimited = api.connect(retries={"budget": None})
    assert {await attempts_of(unlimited) for _ in range(50)} == {4}


async def test_success_gives_retries_back_to_the_budget(api: MockedApi) -> None:
    admin = api.connect(retries={"budget": 3})
    success = identity("acc_1")
    api.respond_with(*[response(503)] * 4)
    assert await attempts_of(admin) == 4  # uses the budget up
    api.respond_with(*[success] * 5, response(503), success)
    for _ in range(6):
        await admin.whoami()  # five times 0.2, which pays for the retry of the sixth
    api.respond_with(response(503), response(503))
    assert await attempts_of(admin) == 2  # the sixth has given its retry back


@pytest.mark.parametrize(
    ("headers", "attempts"), [({"Retry-After": "1"}, 4), ({"Retry-After": "soon"}, 1), ({}, 1)], ids=str
)
async def test_rate_limit_with_retry_after_costs_no_budget(
    headers: dict[str, str], attempts: int, api: MockedApi
) -> None:
    api.server = lambda _: response(429, headers=headers)
    assert await attempts_of(api.connect(retries={"budget": 0})) == attempts


async def test_cancelled_wait_gives_its_retry_back(api: MockedApi) -> None:
    async def cancelled(_: float) -> None:
        raise asyncio.CancelledError

    api.server = lambda _: response(503)
    admin = api.connect(retries={"budget": 1, "limit": 1})
    with pytest.raises(asyncio.CancelledError):
        await with_clock(admin, replace(cast("Any", admin.core).clock, sleep=cancelled)).webhooks.list()
    assert await attempts_of(admin) == 2
