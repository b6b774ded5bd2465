"""Which calls are retried, how often, after which waits and within which deadline, on a fake clock."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from helpers.mocked_api import BASE_URL, KEY, page, response, settle

from authpi_admin import (
    ApiConnectionError,
    ApiError,
    ApiTimeoutError,
    AuthPIAdmin,
    ClosedClientError,
    ConflictError,
    RateLimitError,
    ServiceUnavailableError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helpers.clock import FakeClock
    from helpers.mocked_api import Connect, MockedApi

BODY: Any = {}
POLICIES: dict[str, tuple[Any, list[float]]] = {
    "default": (None, [1.0, 2.0, 4.0]),
    "True": (True, [1.0, 2.0, 4.0]),
    "False": (False, []),
    "a limit of 0": ({"limit": 0}, []),
    "a number": (2, [1.0, 2.0]),
    "a limit of 6": ({"limit": 6}, [1.0, 2.0, 4.0, 8.0, 8.0, 8.0]),
    "a limit of 40": ({"limit": 40}, [1.0, 2.0, 4.0, *[8.0] * 37]),
    "linear": ({"limit": 5, "delay": 0.5, "backoff": "linear"}, [0.5, 1.0, 1.5, 2.0, 2.5]),
    "linear up to the longest wait": ({"delay": 3, "backoff": "linear"}, [3.0, 6.0, 8.0]),
    "no delay": ({"delay": 0}, [0.0, 0.0, 0.0]),
    "longer than the longest wait": ({"delay": 100.0}, [8.0, 8.0, 8.0]),
    "exponential": ({"delay": 0.25, "backoff": "exponential"}, [0.25, 0.5, 1.0]),
}


@pytest.mark.parametrize(("retries", "waits"), POLICIES.values(), ids=POLICIES)
async def test_waits_of_each_policy(
    retries: Any, waits: list[float], connect: Connect, mocked_api: MockedApi, clock: FakeClock
) -> None:
    mocked_api.server = lambda _: response(503)
    for admin in (connect(retries=retries), connect().with_options(retries=retries)):
        clock.waits.clear()
        mocked_api.requests.clear()
        with pytest.raises(ServiceUnavailableError) as caught:
            await admin.notes.get("note_1")
        assert clock.waits == waits
        assert caught.value.attempts == len(mocked_api.requests) == len(waits) + 1


@pytest.mark.parametrize("luck", [0.0, 0.25, 1.0])
async def test_jitter(luck: float, connect: Connect, mocked_api: MockedApi, clock: FakeClock) -> None:
    clock.luck = luck
    mocked_api.server = lambda _: response(503)
    with pytest.raises(ServiceUnavailableError):
        await connect().notes.get("note_1")
    assert clock.waits == [luck * wait for wait in (1.0, 2.0, 4.0)]


async def test_success_after_failures(connect: Connect, mocked_api: MockedApi, clock: FakeClock) -> None:
    mocked_api.respond_with(response(429), httpx.ReadError("lost"), response(504), page())
    await connect().notes.list()
    assert (len(mocked_api.requests), clock.waits) == (4, [1.0, 2.0, 4.0])


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
}
INVALID = ["", "soon", "-1", "1e3", "٣", "7 s", "inf", "nan", "Wed, 99 Foo 2026 00:00:00 GMT", "0x10"]


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
async def test_retry_after_header(
    text: str, wait: float, connect: Connect, mocked_api: MockedApi, clock: FakeClock
) -> None:
    clock.luck = 0.5
    mocked_api.respond_with(response(429, headers={"Retry-After": retry_after(text, clock)}), page())
    await connect().notes.list()
    assert clock.waits == [wait]


@pytest.mark.parametrize("text", INVALID)
async def test_invalid_retry_after_is_ignored(
    text: str, connect: Connect, mocked_api: MockedApi, clock: FakeClock
) -> None:
    mocked_api.respond_with(httpx.Response(503, headers=[(b"Retry-After", text.encode())]), page())
    await connect().notes.list()
    assert clock.waits == [1.0]


@pytest.mark.parametrize(
    ("given", "wait"), [(3, 3.0), (1.5, 1.5), (0, 1.0), (-1, 1.0), (True, 1.0), ("9", 1.0), (None, 1.0)]
)
async def test_retry_after_of_the_body(
    given: Any, wait: float, connect: Connect, mocked_api: MockedApi, clock: FakeClock
) -> None:
    mocked_api.respond_with(response(429, retry_after=given), page())
    await connect().notes.list()
    assert clock.waits == [wait]


async def test_retry_after_header_overrides_the_body(connect: Connect, mocked_api: MockedApi, clock: FakeClock) -> None:
    mocked_api.respond_with(response(429, retry_after=3, headers={"Retry-After": "2"}), page())
    await connect().notes.list()
    assert clock.waits == [2.0]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("61", 61.0), ("60.5", 60.5), ("9" * 400, 316_224_000.0), ("Fri, 31 Dec 9999 23:59:59 GMT", 316_224_000.0)],
)
async def test_retry_after_of_more_than_a_minute_is_raised(
    text: str, seconds: float, connect: Connect, mocked_api: MockedApi, clock: FakeClock
) -> None:
    mocked_api.respond_with(response(429, headers={"Retry-After": text}))
    with pytest.raises(RateLimitError) as caught:
        await connect().notes.list()
    assert (caught.value.retry_after, clock.waits) == (seconds, [])


@pytest.mark.parametrize("status", [429, 503])
async def test_retryable_false_is_not_retried(
    status: int, connect: Connect, mocked_api: MockedApi, clock: FakeClock
) -> None:
    mocked_api.respond_with(response(status, retryable=False, headers={"Retry-After": "1"}))
    with pytest.raises(ApiError) as caught:
        await connect().notes.list()
    assert (caught.value.attempts, clock.waits) == (1, [])


async def test_idempotency_key_is_one_per_call(connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.server = lambda _: response(503)
    admin = connect()
    for _ in range(2):
        with pytest.raises(ServiceUnavailableError) as caught:
            await admin.notes.create(BODY)
        assert {request.headers["Idempotency-Key"] for request in mocked_api.requests[-4:]} == {
            caught.value.idempotency_key
        }
    assert len({request.headers["Idempotency-Key"] for request in mocked_api.requests}) == 2
    assert len({request.content for request in mocked_api.requests}) == 1


@pytest.mark.parametrize(
    ("headers", "attempts"), [({"Retry-After": "1"}, 4), ({}, 1)], ids=["first request still runs", "conflict"]
)
async def test_conflict_with_retry_after_is_retried(
    headers: dict[str, str], attempts: int, connect: Connect, mocked_api: MockedApi
) -> None:
    mocked_api.server = lambda _: response(409, headers=headers)
    with pytest.raises(ConflictError) as caught:
        await connect().notes.create(BODY)
    assert caught.value.attempts == attempts
    with pytest.raises(ConflictError) as caught:
        await connect().notes.get("note_1")
    assert caught.value.attempts == 1


@pytest.mark.parametrize(
    ("key", "failure", "attempts"),
    [
        (None, response(503), 1),
        (None, httpx.ReadError("lost"), 1),
        (None, httpx.ConnectError("refused"), 4),
        (None, response(429), 4),
        ("key", response(503), 4),
        ("key", httpx.ReadError("lost"), 4),
        ("key", response(500), 1),
    ],
)
async def test_write_without_a_key_is_retried_only_if_it_was_not_carried_out(
    key: str | None, failure: httpx.Response | Exception, attempts: int, connect: Connect, mocked_api: MockedApi
) -> None:
    mocked_api.server = lambda _: failure
    with pytest.raises(ApiError) as caught:
        await connect().notes.update("note_1", BODY, idempotency_key=key)
    assert caught.value.attempts == len(mocked_api.requests) == attempts
    assert {request.headers.get("Idempotency-Key") for request in mocked_api.requests} == {key}


async def test_deadline_includes_attempts_and_waits(connect: Connect, mocked_api: MockedApi, clock: FakeClock) -> None:
    mocked_api.server = lambda _: response(503)
    for admin, deadline in (
        (connect(deadline=3.0), None),
        (connect().with_options(deadline=3.0), None),
        (connect(), 3.0),
    ):
        clock.waits.clear()
        with pytest.raises(ServiceUnavailableError) as caught:
            await admin.notes.list(deadline=deadline)
        assert clock.waits == [1.0]  # another 2 seconds would end at the deadline
        assert caught.value.attempts == 2


async def test_deadline_limits_each_attempt(connect: Connect, mocked_api: MockedApi) -> None:
    async def never(_: httpx.Request) -> httpx.Response:
        await asyncio.Event().wait()
        raise AssertionError

    mocked_api.server = never
    with pytest.raises(ApiTimeoutError) as caught:
        await connect(deadline=0.01).notes.list()
    assert caught.value.attempts == 1
    with pytest.raises(ApiTimeoutError):
        await connect(timeout=httpx.Timeout(30)).notes.list(deadline=0.01)


async def test_deadline_of_the_call_overrides_the_default(connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.server = lambda _: response(503)
    with pytest.raises(ServiceUnavailableError) as caught:
        await connect(deadline=0.5).notes.list(deadline=100)
    assert caught.value.attempts == 4


@pytest.mark.parametrize(
    ("timeout", "phases"),
    [
        (10, {"connect": 9.0, "pool": 9.0, "read": 10, "write": 10}),
        (0.5, {"connect": 0.45, "pool": 0.45, "read": 0.5, "write": 0.5}),
        (httpx.Timeout(5.0, connect=1.0), {"connect": 1.0, "pool": 5.0, "read": 5.0, "write": 5.0}),
        (httpx.Timeout(None), {"connect": None, "pool": None, "read": None, "write": None}),
    ],
)
async def test_timeout_as_seconds_or_phases(
    timeout: Any, phases: dict[str, float | None], connect: Connect, mocked_api: MockedApi
) -> None:
    mocked_api.server = lambda _: page()
    await connect(timeout=timeout).notes.list()
    await connect().with_options(timeout=timeout).notes.list()
    await connect(timeout=99).notes.list(timeout=timeout)
    for request in mocked_api.requests:
        assert request.extensions["timeout"] == pytest.approx(phases)


async def test_closing_ends_retries(connect: Connect, mocked_api: MockedApi) -> None:
    async def lost(_: httpx.Request) -> httpx.Response:
        await admin.aclose()
        return response(503)

    mocked_api.server = lost
    admin = connect()
    with pytest.raises(ApiError, match="the client is closed") as caught:
        await admin.notes.list()
    assert not isinstance(caught.value, ApiConnectionError)
    assert len(mocked_api.requests) == 1


async def test_closing_ends_the_wait_for_a_retry(mocked_api: MockedApi) -> None:
    asked = asyncio.Event()

    def server(_: httpx.Request) -> httpx.Response:
        asked.set()
        return response(503, retry_after=50)

    mocked_api.server = server
    admin = AuthPIAdmin(api_key=KEY, account_id="acc_1", base_url=BASE_URL)  # on the clock of the loop
    call = asyncio.create_task(admin.webhooks.list())
    await asked.wait()
    await settle()
    await admin.aclose()
    with pytest.raises(ClosedClientError):
        await call


async def test_idempotency_key_is_kept_after_a_lost_response(connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.respond_with(httpx.ReadError("lost"), response(data={}))
    await connect().notes.create(BODY)
    assert len({request.headers["Idempotency-Key"] for request in mocked_api.requests}) == 1


@pytest.mark.parametrize("offset", [-86_400, 0, 86_400])
async def test_retry_after_date_is_relative_to_the_date_of_the_response(
    offset: int, connect: Connect, mocked_api: MockedApi, clock: FakeClock
) -> None:
    """The clock of this machine may be wrong."""
    headers = {
        "Date": format_datetime(in_seconds(offset, clock), usegmt=True),
        "Retry-After": format_datetime(in_seconds(offset + 7, clock), usegmt=True),
    }
    mocked_api.respond_with(response(429, headers=headers), page())
    await connect().notes.list()
    assert clock.waits == [7.0]


async def test_invalid_date_of_the_response_is_ignored(
    connect: Connect, mocked_api: MockedApi, clock: FakeClock
) -> None:
    headers = {"Date": "today", "Retry-After": format_datetime(in_seconds(7, clock), usegmt=True)}
    mocked_api.respond_with(response(429, headers=headers), page())
    await connect().notes.list()
    assert clock.waits == [6.75]
