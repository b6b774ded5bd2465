"""Renewing a refused credential: once for all calls that wait, and without showing it anywhere."""

from __future__ import annotations

import asyncio
import logging
import traceback
from base64 import b64encode
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from helpers.mocked_api import page, response, settle
from helpers.surface import at

from authpi_admin import (
    ApiConnectionError,
    ApiTimeoutError,
    AuthenticationError,
    ClosedClientError,
    ConfigurationError,
    ConflictError,
    ServiceUnavailableError,
)
from authpi_admin._http import connection

if TYPE_CHECKING:
    from helpers.mocked_api import Connect, MockedApi

OLD, NEW, NEWEST = "old-marked-token", "new-marked-token", "newest-marked-token"


class Guard:
    """A server that accepts one token, and records the tokens it receives."""

    def __init__(self, token: str = NEW) -> None:
        self.token = token
        self.seen: list[str] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        token = request.headers["Authorization"].removeprefix("Bearer ")
        self.seen.append(token)
        if token != self.token:
            return response(401, error="invalid_token", error_description="The token has expired.", reference="ref_1")
        if request.url.path == "/v1/me":
            return response(data={"type": "user", "accounts": [{"account_id": "acc_1", "scopes": []}]})
        return page()


class Callback:
    """A callback that returns tokens one after another, and counts its runs."""

    def __init__(self, *tokens: Any) -> None:
        self.tokens = list(tokens)
        self.runs = 0

    def sync(self) -> Any:
        self.runs += 1
        token = self.tokens.pop(0)
        if isinstance(token, Exception):
            raise token
        return token

    async def coroutine(self) -> Any:
        await asyncio.sleep(0)
        return self.sync()


@pytest.mark.parametrize("kind", ["sync", "coroutine"])
@pytest.mark.parametrize("token", [NEW, f" {NEW} ", {"access_token": NEW, "expires_in": 3600}])
async def test_callback_returns_a_new_token(kind: str, token: Any, connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.server = guard = Guard()
    callback = Callback(token)
    admin = connect(access_token=OLD, on_token_expired=getattr(callback, kind), retries=False)
    await admin.webhooks.list()
    await admin.webhooks.list()
    await admin.with_options(timeout=3).webhooks.list()
    assert (guard.seen, callback.runs) == ([OLD, NEW, NEW, NEW], 1)


@pytest.mark.parametrize("kind", ["sync", "coroutine"])
async def test_concurrent_calls_share_one_refresh(kind: str, connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.server = guard = Guard()
    callback = Callback(NEW)
    admin = connect(access_token=OLD, on_token_expired=getattr(callback, kind))
    copy = admin.with_options(retries=False)
    await asyncio.gather(*(client.webhooks.list() for client in [admin, copy] * 25))
    assert callback.runs == 1
    assert sorted(guard.seen) == [NEW] * 50 + [OLD] * 50


async def test_failure_is_raised_by_each_call_and_not_remembered(connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.server = guard = Guard()
    callback = Callback(failure := RuntimeError("the identity provider is down"), NEW)
    admin = connect(access_token=OLD, on_token_expired=callback.coroutine)
    errors = await asyncio.gather(*(admin.webhooks.list() for _ in range(50)), return_exceptions=True)
    assert callback.runs == 1
    assert len({id(error) for error in errors}) == 50  # an object of its own, which each caller may change
    for error in errors:
        assert isinstance(error, AuthenticationError)
        assert error.__cause__ is failure
        assert (error.error, error.reference, error.attempts) == ("invalid_token", "ref_1", 1)
        assert "(and the callback for a new credential raised RuntimeError)" in str(error)
    assert guard.seen == [OLD] * 50
    await admin.webhooks.list()  # the failure is not remembered
    assert (callback.runs, guard.seen[50:]) == (2, [OLD, NEW])


@pytest.mark.parametrize("given", ["", None, 5, {}, {"access_token": None}, "a\nb", b"token"])
async def test_callback_that_returns_no_token(given: Any, connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.server = Guard()
    with pytest.raises(AuthenticationError) as caught:
        await connect(access_token=OLD, on_token_expired=lambda: given).webhooks.list()
    assert isinstance(caught.value.__cause__, ConfigurationError)
    assert 'a mapping with "access_token"' in str(caught.value.__cause__)


async def test_second_401_is_raised(connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.server = guard = Guard(NEWEST)
    callback = Callback(NEW, NEWEST)
    admin = connect(access_token=OLD, on_token_expired=callback.sync)
    with pytest.raises(AuthenticationError) as caught:
        await admin.webhooks.list()
    assert (guard.seen, callback.runs, caught.value.attempts) == ([OLD, NEW], 1, 2)
    await admin.webhooks.list()
    assert (guard.seen[2:], callback.runs) == ([NEW, NEWEST], 2)


async def test_401_without_a_callback(connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.server = guard = Guard()
    with pytest.raises(AuthenticationError, match=r"401 invalid_token: The token has expired\. \(reference ref_1\)"):
        await connect(access_token=OLD).webhooks.list()
    assert guard.seen == [OLD]


async def test_late_401_of_an_old_token_starts_no_refresh(connect: Connect, mocked_api: MockedApi) -> None:
    guard, late = Guard(), asyncio.Event()

    async def server(request: httpx.Request) -> httpx.Response:
        outcome = guard(request)
        if len(guard.seen) == 1:
            await late.wait()
        return outcome

    mocked_api.server = server
    callback = Callback(NEW)
    admin = connect(access_token=OLD, on_token_expired=callback.sync)
    slow = asyncio.create_task(admin.webhooks.list())
    await mocked_api.sent()
    await admin.webhooks.list()
    late.set()
    await slow
    assert (guard.seen, callback.runs) == ([OLD, OLD, NEW, NEW], 1)


async def test_repetition_after_a_refresh_is_not_counted_as_a_retry(connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.respond_with(response(503), response(401), response(503), response(503))
    admin = connect(access_token=OLD, on_token_expired=lambda: NEW, retries={"limit": 2})
    with pytest.raises(ServiceUnavailableError) as caught:
        await admin.webhooks.list()
    assert (len(mocked_api.requests), caught.value.attempts) == (4, 4)


async def test_idempotency_key_is_the_same_after_a_refresh(connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.respond_with(response(401), response(409))
    body: Any = {}
    with pytest.raises(ConflictError) as caught:
        await connect(access_token=OLD, on_token_expired=lambda: NEW).notes.create(body)
    keys = {request.headers["Idempotency-Key"] for request in mocked_api.requests}
    assert (len(mocked_api.requests), keys) == (2, {caught.value.idempotency_key})


class SlowCallback:
    """A callback that waits until the test releases it."""

    def __init__(self) -> None:
        self.go = asyncio.Event()
        self.runs = 0

    async def __call__(self) -> str:
        self.runs += 1
        await self.go.wait()
        return NEW


async def test_deadline_ends_the_wait_but_not_the_refresh(connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.server = guard = Guard()
    callback = SlowCallback()
    admin = connect(access_token=OLD, on_token_expired=callback)
    with pytest.raises(ApiTimeoutError, match="the deadline passed before the credential was renewed") as caught:
        await admin.webhooks.list(deadline=0.05)
    assert caught.value.retryable
    callback.go.set()
    await settle()
    await admin.webhooks.list()
    assert (guard.seen, callback.runs) == ([OLD, NEW], 1)


async def test_refresh_goes_on_when_all_its_calls_are_cancelled(connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.server = guard = Guard()
    callback = SlowCallback()
    admin = connect(access_token=OLD, on_token_expired=callback)
    calls = [asyncio.create_task(admin.webhooks.list()) for _ in range(3)]
    await mocked_api.sent(3)
    for call in calls:
        call.cancel()
    await asyncio.gather(*calls, return_exceptions=True)
    callback.go.set()
    await settle()
    await admin.webhooks.list()
    assert (guard.seen, callback.runs) == ([OLD, OLD, OLD, NEW], 1)


async def test_aclose_waits_for_a_refresh(connect: Connect, mocked_api: MockedApi) -> None:
    """A rotated refresh token would be lost otherwise."""
    mocked_api.server = Guard()
    callback, finished = SlowCallback(), asyncio.Event()

    async def refresh() -> str:
        token = await callback()
        finished.set()
        return token

    admin = connect(access_token=OLD, on_token_expired=refresh)
    call = asyncio.create_task(admin.webhooks.list())
    await mocked_api.sent()
    closing = asyncio.create_task(admin.aclose())
    with pytest.raises(ClosedClientError):
        await call
    await settle()
    assert not closing.done()
    callback.go.set()
    await closing
    assert finished.is_set()


async def test_aclose_cancels_a_refresh_that_takes_too_long(
    connect: Connect, mocked_api: MockedApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "_REFRESH_WAIT", 0.01)
    mocked_api.server = Guard()
    admin = connect(access_token=OLD, on_token_expired=SlowCallback())
    call = asyncio.create_task(admin.webhooks.list())
    await mocked_api.sent()
    await admin.aclose()
    with pytest.raises(ClosedClientError):
        await call
    assert len(asyncio.all_tasks()) == 1


@pytest.mark.parametrize("account_id", ["acc_1", None])
@pytest.mark.parametrize("uses", ["admin.whoami", "admin.webhooks.list"])
async def test_callback_that_calls_its_own_client_fails(
    uses: str, account_id: str | None, connect: Connect, mocked_api: MockedApi
) -> None:
    async def callback() -> str:
        await at(admin, uses)()
        return NEW

    mocked_api.server = guard = Guard()
    admin = connect(access_token=OLD, on_token_expired=callback, account_id=account_id)
    async with asyncio.timeout(5):
        with pytest.raises(AuthenticationError) as caught:
            await admin.webhooks.list()
    assert isinstance(caught.value.__cause__, AuthenticationError)
    assert guard.seen == [OLD] * 2


async def test_callback_may_use_another_client(connect: Connect, mocked_api: MockedApi) -> None:
    other = connect(access_token=OLD, on_token_expired=lambda: NEW, account_id=None)

    async def callback() -> str:
        await other.webhooks.list()
        return NEW

    mocked_api.server = guard = Guard()
    await connect(access_token=OLD, on_token_expired=callback).webhooks.list()
    assert guard.seen == [OLD, OLD, NEW, NEW, NEW]


async def test_task_started_by_a_callback_can_renew_later(connect: Connect, mocked_api: MockedApi) -> None:
    go = asyncio.Event()

    async def later() -> None:
        await go.wait()
        await admin.webhooks.list()

    def callback() -> str:
        started.append(asyncio.create_task(later()))
        return guard.token

    started: list[asyncio.Task[None]] = []
    mocked_api.server = guard = Guard()
    admin = connect(access_token=OLD, on_token_expired=callback)
    await admin.webhooks.list()
    guard.token = NEWEST
    go.set()
    for task in started:  # the second is started by the first
        await task
    assert (guard.seen, len(started)) == ([OLD, NEW, NEW, NEWEST, NEWEST], 2)


async def test_no_token_in_logs_and_tracebacks(
    connect: Connect, mocked_api: MockedApi, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    mocked_api.server = Guard(NEWEST)
    admin = connect(access_token=OLD, on_token_expired=Callback(NEW, {"access_token": f"{NEW}\n"}).coroutine)
    for _ in range(2):
        with pytest.raises(AuthenticationError) as caught:
            await admin.webhooks.list()
        check_no_token(caught.value)
    mocked_api.server = lambda _: httpx.ReadError("lost")
    with pytest.raises(ApiConnectionError) as lost:
        await admin.with_options(retries=False).webhooks.list()
    check_no_token(lost.value)
    assert caplog.messages
    assert "marked" not in caplog.text


def check_no_token(error: BaseException) -> None:
    shown = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
    assert "in _respond" in shown
    assert "marked" not in shown


async def test_callback_that_is_cancelled_does_not_cancel_the_call(connect: Connect, mocked_api: MockedApi) -> None:
    async def cancelled() -> str:
        inner = asyncio.get_running_loop().create_future()
        inner.cancel()
        return str(await inner)

    mocked_api.server = Guard()
    admin = connect(access_token=OLD, on_token_expired=cancelled)
    with pytest.raises(AuthenticationError) as caught:
        await admin.webhooks.list()
    assert "(and the callback for a new credential was cancelled)" in str(caught.value)


@pytest.mark.parametrize("kind", ["sync", "coroutine"])
async def test_api_key_function(kind: str, connect: Connect, mocked_api: MockedApi) -> None:
    """It is called before the first request, and when the API refuses the key."""
    mocked_api.respond_with(page(), response(401), page())
    callback = Callback(("key_1", "a"), ("key_1", "b"))
    admin = connect(api_key=getattr(callback, kind))
    for _ in range(2):
        await admin.webhooks.list()
    keys = [f"Basic {b64encode(f'key_1:{secret}'.encode()).decode()}" for secret in "aab"]
    assert [request.headers["Authorization"] for request in mocked_api.requests] == keys
    assert callback.runs == 2


async def test_api_key_function_runs_once_for_concurrent_first_calls(connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.server = lambda _: page()
    callback = Callback(("key_1", "a"))
    admin = connect(api_key=callback.coroutine)
    await asyncio.gather(*(admin.webhooks.list() for _ in range(10)))
    assert (callback.runs, len(mocked_api.requests)) == (1, 10)


@pytest.mark.parametrize("given", [None, "key_1:a", ("key_1",), RuntimeError("the vault is down")])
async def test_api_key_function_without_a_key(given: Any, connect: Connect, mocked_api: MockedApi) -> None:
    with pytest.raises(AuthenticationError, match="the api_key function returned no API key") as caught:
        await connect(api_key=Callback(given).sync).webhooks.list()
    assert type(caught.value.__cause__) is (RuntimeError if isinstance(given, RuntimeError) else ConfigurationError)
    assert (caught.value.attempts, mocked_api.requests) == (0, [])
