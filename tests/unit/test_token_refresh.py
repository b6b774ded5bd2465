"""An access token that has expired is replaced once for all who wait for it, and shows nowhere."""

from __future__ import annotations

import asyncio
import logging
import traceback
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from helpers.mocked_api import response, page, settle
from helpers.surface import at

from authpi_admin import (
    ApiConnectionError,
    AuthenticationError,
    ClosedClientError,
    ConfigurationError,
    ConflictError,
    ServiceUnavailableError,
)

if TYPE_CHECKING:
    from helpers.mocked_api import Connect, MockedApi

OLD, NEW, NEWEST = "old-marked-token", "new-marked-token", "newest-marked-token"


class Guard:
    """A server that lets one token in, and counts who comes with which."""

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
    """A callback that gives tokens, one after another, and counts how often it ran."""

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
async def test_the_callback_gives_a_new_token(kind: str, token: Any, connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.server = guard = Guard()
    callback = Callback(token)
    admin = connect(access_token=OLD, on_token_expired=getattr(callback, kind), retries=False)
    await admin.webhooks.list()
    await admin.webhooks.list()
    await admin.with_options(timeout=3).webhooks.list()
    assert (guard.seen, callback.runs) == ([OLD, NEW, NEW, NEW], 1)


@pytest.mark.parametrize("kind", ["sync", "coroutine"])
async def test_calls_that_wait_share_one_run(kind: str, connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.server = guard = Guard()
    callback = Callback(NEW)
    admin = connect(access_token=OLD, on_token_expired=getattr(callback, kind))
    copy = admin.with_options(retries=False)
    await asyncio.gather(*(client.webhooks.list() for client in [admin, copy] * 25))
    assert callback.runs == 1
    assert sorted(guard.seen) == [NEW] * 50 + [OLD] * 50


async def test_a_failure_is_shared_by_all_who_wait(connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.server = guard = Guard()
    callback = Callback(failure := RuntimeError("the identity provider is down"), NEW)
    admin = connect(access_token=OLD, on_token_expired=callback.coroutine)
    errors = await asyncio.gather(*(admin.webhooks.list() for _ in range(50)), return_exceptions=True)
    assert callback.runs == 1
    for error in errors:
        assert isinstance(error, AuthenticationError)
        assert error.__cause__ is failure
        assert (error.error, error.reference, error.attempts) == ("invalid_token", "ref_1", 1)
        assert "(and there was no new access token: RuntimeError)" in str(error)
    assert guard.seen == [OLD] * 50
    await admin.webhooks.list()  # the failure is not remembered
    assert (callback.runs, guard.seen[50:]) == (2, [OLD, NEW])


@pytest.mark.parametrize("given", ["", None, 5, {}, {"access_token": None}, "a\nb", b"token"])
async def test_a_callback_that_gives_no_token(given: Any, connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.server = Guard()
    with pytest.raises(AuthenticationError) as caught:
        await connect(access_token=OLD, on_token_expired=lambda: given).webhooks.list()
    assert isinstance(caught.value.__cause__, ConfigurationError)
    assert 'a mapping that has it as "access_token"' in str(caught.value.__cause__)


async def test_a_second_refusal_is_raised(connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.server = guard = Guard(NEWEST)
    callback = Callback(NEW, NEWEST)
    admin = connect(access_token=OLD, on_token_expired=callback.sync)
    with pytest.raises(AuthenticationError) as caught:
        await admin.webhooks.list()
    assert (guard.seen, callback.runs, caught.value.attempts) == ([OLD, NEW], 1, 2)
    await admin.webhooks.list()
    assert (guard.seen[2:], callback.runs) == ([NEW, NEWEST], 2)


async def test_without_a_callback_a_refusal_is_raised(connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.server = guard = Guard()
    with pytest.raises(AuthenticationError, match=r"401 invalid_token: The token has expired\. \(reference ref_1\)"):
        await connect(access_token=OLD).webhooks.list()
    assert guard.seen == [OLD]


async def test_a_refusal_of_an_older_token_does_not_replace_the_new_one(
    connect: Connect, mocked_api: MockedApi
) -> None:
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


async def test_the_repetition_is_no_retry(connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.respond_with(response(503), response(401), response(503), response(503))
    admin = connect(access_token=OLD, on_token_expired=lambda: NEW, retries={"limit": 2})
    with pytest.raises(ServiceUnavailableError) as caught:
        await admin.webhooks.list()
    assert (len(mocked_api.requests), caught.value.attempts) == (4, 4)


async def test_a_key_stays_the_same_over_the_repetition(connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.respond_with(response(401), response(409))
    body: Any = {}
    with pytest.raises(ConflictError) as caught:
        await connect(access_token=OLD, on_token_expired=lambda: NEW).notes.create(body)
    keys = {request.headers["Idempotency-Key"] for request in mocked_api.requests}
    assert (len(mocked_api.requests), keys) == (2, {caught.value.idempotency_key})


async def test_the_callback_has_no_more_time_than_the_call(connect: Connect, mocked_api: MockedApi) -> None:
    async def never() -> str:
        await asyncio.Event().wait()
        return NEW

    mocked_api.server = Guard()
    with pytest.raises(AuthenticationError) as caught:
        await connect(access_token=OLD, on_token_expired=never, deadline=0.01).webhooks.list()
    assert isinstance(caught.value.__cause__, TimeoutError)
    await asyncio.sleep(0)
    assert len(asyncio.all_tasks()) == 1


@pytest.mark.parametrize("account_id", ["acc_1", None])
@pytest.mark.parametrize("uses", ["admin.whoami", "admin.webhooks.list"])
async def test_a_callback_that_uses_the_client_does_not_wait_for_itself(
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


async def test_a_callback_may_use_what_another_callback_renews(connect: Connect, mocked_api: MockedApi) -> None:
    other = connect(access_token=OLD, on_token_expired=lambda: NEW, account_id=None)

    async def callback() -> str:
        await other.webhooks.list()
        return NEW

    mocked_api.server = guard = Guard()
    await connect(access_token=OLD, on_token_expired=callback).webhooks.list()
    assert guard.seen == [OLD, OLD, NEW, NEW, NEW]


async def test_what_a_callback_leaves_running_renews_tokens_later(connect: Connect, mocked_api: MockedApi) -> None:
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


async def test_no_token_shows(connect: Connect, mocked_api: MockedApi, caplog: pytest.LogCaptureFixture) -> None:
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
    assert "in _answer" in shown
    assert "marked" not in shown


async def test_a_callback_that_is_cancelled_cancels_nobody_else(connect: Connect, mocked_api: MockedApi) -> None:
    async def cancelled() -> str:
        inner = asyncio.get_running_loop().create_future()
        inner.cancel()
        return str(await inner)

    mocked_api.server = Guard()
    admin = connect(access_token=OLD, on_token_expired=cancelled)
    with pytest.raises(AuthenticationError) as caught:
        await admin.webhooks.list()
    assert isinstance(caught.value.__cause__, RuntimeError)


async def test_closing_ends_what_waits_for_a_token(connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.server = Guard()
    admin = connect(access_token=OLD, on_token_expired=asyncio.Event().wait)
    call = asyncio.create_task(admin.webhooks.list())
    await settle()
    await admin.aclose()
    with pytest.raises(ClosedClientError):
        await call
