"""Renewing a credential: once for all waiting calls, with default and with eager tasks, without showing it."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from typing import TYPE_CHECKING, Any

import pytest
from helpers.mocked_api import identity, never, page, response, settle
from helpers.virtual_time import VirtualTime

from authpi_admin import (
    ApiTimeoutError,
    AuthenticationError,
    ClosedClientError,
    ConfigurationError,
    ConflictError,
    ServiceUnavailableError,
)
from authpi_admin._http import connection
from authpi_admin._http.single_flight import Interrupted, SingleFlight

if TYPE_CHECKING:
    import httpx
    from helpers.mocked_api import MockedApi

    from authpi_admin import AuthPIAdmin

OLD, NEW, NEWEST = "old-marked-token", "new-marked-token", "newest-marked-token"
EAGER = getattr(asyncio, "eager_task_factory", None)  # new in Python 3.12


@pytest.fixture(params=[None, EAGER] if EAGER else [None], ids=lambda factory: "eager" if factory else "", autouse=True)
async def _task_factory(request: pytest.FixtureRequest) -> None:
    asyncio.get_running_loop().set_task_factory(request.param)


class Guard:
    """A server that accepts one credential, and records those that it receives."""

    def __init__(self, accepted: str = NEW) -> None:
        self.accepted = accepted
        self.received: list[str] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        header = request.headers["Authorization"]
        names = {basic(name): name for name in (OLD, NEW, NEWEST)} | {f"Bearer {n}": n for n in (OLD, NEW, NEWEST)}
        self.received.append(names[header])
        if names[header] != self.accepted:
            return response(401, error="invalid_token", error_description="It has expired.", reference="ref_1")
        return identity("acc_1") if request.url.path == "/v1/me" else page()


def basic(secret: str) -> str:
    return f"Basic {b64encode(f'key_1:{secret}'.encode()).decode()}"


class Callback:
    """A callback that returns credentials one after another, once `go` is set, and counts its calls."""

    def __init__(self, *outcomes: Any) -> None:
        self.outcomes = list(outcomes)
        self.calls = 0
        self.called, self.go = asyncio.Event(), asyncio.Event()
        self.go.set()

    def function(self) -> Any:
        self.calls += 1
        outcome = self.outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    async def coroutine_function(self) -> Any:
        self.called.set()
        await self.go.wait()
        return self.function()


def with_token(api: MockedApi, callback: Any, **options: Any) -> AuthPIAdmin:
    return api.connect(access_token=OLD, on_token_expired=callback, **options)


FORMS = pytest.mark.parametrize("form", ["function", "coroutine_function"])


@FORMS
@pytest.mark.parametrize("token", [NEW, f" {NEW} ", {"access_token": NEW, "expires_in": 3600}])
async def test_refused_token_is_renewed_once_for_a_client_and_its_copies(form: str, token: Any, api: MockedApi) -> None:
    api.server = guard = Guard()
    callback = Callback(token)
    admin = with_token(api, getattr(callback, form), retries=False)
    copy = admin.with_options(timeout=3)
    await asyncio.gather(*(client.webhooks.list() for client in [admin, copy] * 25))
    await admin.webhooks.list()
    assert callback.calls == 1
    assert guard.received.count(NEW) == 51
    assert guard.received[0] == OLD


@FORMS
async def test_api_key_function_is_called_before_the_first_request_and_after_a_401(form: str, api: MockedApi) -> None:
    api.server = guard = Guard(OLD)
    callback = Callback(("key_1", OLD), ("key_1", NEW))
    admin = api.connect(api_key=getattr(callback, form), retries=False)
    assert callback.calls == 0
    await asyncio.gather(*(admin.webhooks.list() for _ in range(5)))
    await admin.with_options(timeout=3).webhooks.list()
    assert (callback.calls, guard.received) == (1, [OLD] * 6)
    guard.accepted = NEW
    await asyncio.gather(*(admin.webhooks.list() for _ in range(5)))
    assert (callback.calls, guard.received.count(NEW)) == (2, 5)


async def test_failure_is_raised_by_each_call_and_not_remembered(api: MockedApi) -> None:
    api.server = guard = Guard()
    callback = Callback(failure := RuntimeError("the identity provider is down"), NEW)
    callback.go.clear()
    admin = with_token(api, callback.coroutine_function)
    calls = [asyncio.create_task(admin.webhooks.list()) for _ in range(50)]
    await api.sent(50)
    callback.go.set()
    errors = await asyncio.gather(*calls, return_exceptions=True)
    assert callback.calls == 1
    assert len({id(error) for error in errors}) == 50  # an object of its own, which each caller may change
    for error in errors:
        assert isinstance(error, AuthenticationError)
        assert error.__cause__ is failure
        assert (error.error, error.reference, error.attempts) == ("invalid_token", "ref_1", 1)
        assert "(and the callback for a new credential raised RuntimeError)" in str(error)
    await admin.webhooks.list()
    assert (callback.calls, guard.received[50:]) == (2, [OLD, NEW])


@pytest.mark.parametrize("invalid", ["", None, 5, {}, {"access_token": None}, "a\nb", b"token"])
async def test_callback_that_returns_no_token(invalid: Any, api: MockedApi) -> None:
    api.server = Guard()
    with pytest.raises(AuthenticationError) as caught:
        await with_token(api, lambda: invalid).webhooks.list()
    assert isinstance(caught.value.__cause__, ConfigurationError)
    assert 'a mapping with "access_token"' in str(caught.value.__cause__)


@pytest.mark.parametrize("invalid", [None, "key_1:a", ("key_1",), ("id", "secret"), ValueError("no key")], ids=str)
async def test_api_key_function_that_returns_no_key(invalid: Any, api: MockedApi) -> None:
    api.server = guard = Guard()
    admin = api.connect(api_key=Callback(invalid, ("key_1", NEW)).function)
    with pytest.raises(AuthenticationError, match="no_credential: the api_key function returned no API key") as caught:
        await admin.webhooks.list()
    assert type(caught.value.__cause__) is (ValueError if isinstance(invalid, ValueError) else ConfigurationError)
    assert (caught.value.attempts, guard.received) == (0, [])
    await admin.webhooks.list()
    assert guard.received == [NEW]


async def test_second_401_is_raised(api: MockedApi) -> None:
    api.server = guard = Guard(NEWEST)
    callback = Callback(NEW, NEWEST)
    admin = with_token(api, callback.function)
    with pytest.raises(AuthenticationError) as caught:
        await admin.webhooks.list()
    assert (guard.received, callback.calls, caught.value.attempts) == ([OLD, NEW], 1, 2)
    await admin.webhooks.list()
    assert (guard.received[2:], callback.calls) == ([NEW, NEWEST], 2)


async def test_unchanged_credential_is_not_sent_again(api: MockedApi) -> None:
    api.server = guard = Guard()
    source = Callback(("key_1", OLD), ("key_1", OLD))
    with pytest.raises(AuthenticationError, match=r"401 invalid_token: It has expired\. \(reference ref_1\)") as caught:
        await api.connect(api_key=source.function).webhooks.list()
    assert (source.calls, guard.received, caught.value.attempts) == (2, [OLD], 1)
    with pytest.raises(AuthenticationError):
        await api.connect(access_token=OLD).webhooks.list()  # there is no callback
    assert guard.received == [OLD, OLD]


async def test_late_401_of_an_old_token_starts_no_refresh(api: MockedApi) -> None:
    guard, late = Guard(), asyncio.Event()

    async def server(request: httpx.Request) -> httpx.Response:
        outcome = guard(request)
        if len(guard.received) == 1:
            await late.wait()
        return outcome

    api.server = server
    callback = Callback(NEW)
    admin = with_token(api, callback.function)
    slow = asyncio.create_task(admin.webhooks.list())
    await api.sent()
    await admin.webhooks.list()
    late.set()
    await slow
    assert (guard.received, callback.calls) == ([OLD, OLD, NEW, NEW], 1)


async def test_attempt_after_a_refresh_is_not_counted_as_a_retry(api: MockedApi) -> None:
    api.respond_with(response(503), response(401), response(503), response(503))
    admin = with_token(api, lambda: NEW, retries={"limit": 2})
    with pytest.raises(ServiceUnavailableError) as caught:
        await admin.webhooks.list()
    assert (len(api.requests), caught.value.attempts) == (4, 4)


async def test_idempotency_key_is_the_same_after_a_refresh(api: MockedApi) -> None:
    api.respond_with(response(401), response(409))
    body: Any = {}
    with pytest.raises(ConflictError) as caught:
        await with_token(api, lambda: NEW).notes.create(body)
    assert api.sent_headers("Idempotency-Key") == [caught.value.idempotency_key] * 2


@pytest.mark.parametrize("credential", ["token", "key"])
async def test_deadline_ends_the_wait_but_not_the_callback(credential: str, api: MockedApi) -> None:
    api.server = guard = Guard()
    callback = Callback(NEW if credential == "token" else ("key_1", NEW))
    callback.go.clear()
    source = callback.coroutine_function
    admin = with_token(api, source) if credential == "token" else api.connect(api_key=source)
    with VirtualTime() as virtual_time:
        call = asyncio.create_task(admin.webhooks.list(deadline=5))
        await callback.called.wait()
        virtual_time.skip(6)
        with pytest.raises(ApiTimeoutError, match="the deadline passed before the credential was renewed") as caught:
            await call
    assert caught.value.retryable
    callback.go.set()
    await settle()
    await admin.webhooks.list()
    assert (guard.received[-1], callback.calls) == (NEW, 1)


async def test_callback_continues_when_all_waiting_calls_are_cancelled(api: MockedApi) -> None:
    api.server = guard = Guard()
    callback = Callback(NEW)
    callback.go.clear()
    admin = with_token(api, callback.coroutine_function)
    calls = [asyncio.create_task(admin.webhooks.list()) for _ in range(3)]
    await api.sent(3)
    for call in calls:
        call.cancel()
    await asyncio.gather(*calls, return_exceptions=True)
    callback.go.set()
    await settle()
    await admin.webhooks.list()
    assert (guard.received, callback.calls) == ([OLD, OLD, OLD, NEW], 1)


@pytest.mark.parametrize("ends", [True, False])
async def test_closing_waits_for_a_callback(*, ends: bool, api: MockedApi, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rotated refresh token would be lost otherwise. A callback that takes too long is cancelled."""
    if not ends:
        monkeypatch.setattr(connection, "_REFRESH_WAIT", 0.01)
    api.server = Guard()
    callback = Callback(NEW)
    callback.go.clear()
    admin = with_token(api, callback.coroutine_function)
    call = asyncio.create_task(admin.webhooks.list())
    await api.sent()
    closing = asyncio.create_task(admin.aclose())
    with pytest.raises(ClosedClientError):
        await call
    await settle()
    if ends:
        assert not closing.done()
        callback.go.set()
    await closing
    assert (callback.calls, len(asyncio.all_tasks())) == (int(ends), 1)


@pytest.mark.parametrize("account_id", ["acc_1", None])
@pytest.mark.parametrize("waits", [True, False])
async def test_callback_that_calls_its_own_client_raises(
    account_id: str | None, *, waits: bool, api: MockedApi
) -> None:
    async def callback() -> str:
        if waits:
            await asyncio.sleep(0)
        await admin.webhooks.list()
        return NEW

    api.server = guard = Guard()
    admin = with_token(api, callback, account_id=account_id)
    async with asyncio.timeout(5):
        with pytest.raises(AuthenticationError) as caught:
            await admin.webhooks.list()
    assert isinstance(caught.value.__cause__, AuthenticationError)
    assert guard.received == [OLD] * 2


async def test_api_key_function_that_calls_its_own_client_raises(api: MockedApi) -> None:
    async def reentrant() -> tuple[str, str]:
        await admin.whoami()
        return "key_1", NEW

    admin = api.connect(api_key=reentrant)
    async with asyncio.timeout(5):
        with pytest.raises(AuthenticationError, match="the api_key function returned no API key") as caught:
            await admin.webhooks.list()
    assert "called this client, which has no API key yet" in str(caught.value.__cause__)
    assert api.requests == []


async def test_callback_may_use_another_client(api: MockedApi) -> None:
    other = with_token(api, lambda: NEW, account_id=None)

    async def callback() -> str:
        await other.webhooks.list()
        return NEW

    api.server = guard = Guard()
    await with_token(api, callback).webhooks.list()
    assert guard.received == [OLD, OLD, NEW, NEW, NEW]


async def test_task_started_by_a_callback_can_renew_later(api: MockedApi) -> None:
    go = asyncio.Event()

    async def later() -> None:
        await go.wait()
        await admin.webhooks.list()

    def callback() -> str:
        started.append(asyncio.create_task(later()))
        return guard.accepted

    started: list[asyncio.Task[None]] = []
    api.server = guard = Guard()
    admin = with_token(api, callback)
    await admin.webhooks.list()
    guard.accepted = NEWEST
    go.set()
    for task in started:  # the second is started by the first
        await task
    assert (guard.received, len(started)) == ([OLD, NEW, NEW, NEWEST, NEWEST], 2)


async def test_cancelled_callback_does_not_cancel_the_call(api: MockedApi) -> None:
    async def cancelled() -> str:
        inner = asyncio.get_running_loop().create_future()
        inner.cancel()
        return str(await inner)

    api.server = Guard()
    with pytest.raises(AuthenticationError) as caught:
        await with_token(api, cancelled).webhooks.list()
    assert "(and the callback for a new credential was cancelled)" in str(caught.value)


async def test_concurrent_calls_share_lookup_and_refresh(api: MockedApi) -> None:
    api.server = guard = Guard()
    callback = Callback(NEW)
    admin = with_token(api, callback.coroutine_function, account_id=None)
    await asyncio.gather(*(admin.webhooks.list() for _ in range(20)))
    assert (callback.calls, guard.received.count(OLD)) == (1, 1)
    assert api.lines.count("GET /v1/me") == 2  # refused, and repeated with the new token
    assert len(api.lines) == 22


async def finish(result: str) -> str:
    return result


async def test_waiter_gets_the_result_of_its_own_run() -> None:
    """The next run starts between the end of a run and the resumption of its waiter, and does not end."""
    later: list[asyncio.Task[str]] = []

    def spawn(work: Any) -> asyncio.Task[str]:
        task: asyncio.Task[str] = asyncio.create_task(work)
        if not later:
            task.add_done_callback(lambda _: later.append(asyncio.create_task(flight.run(never))))
            task.add_done_callback(lambda _: setattr(flight, "_task", asyncio.create_task(never())))
        return task

    flight = SingleFlight[str](spawn)
    async with asyncio.timeout(5):
        assert await flight.run(lambda: finish("first")) == "first"
    running = asyncio.all_tasks() - {asyncio.current_task()}
    for task in running:
        task.cancel()
    await asyncio.gather(*running, return_exceptions=True)


async def test_cancelled_run_interrupts_its_waiters() -> None:
    tasks: list[asyncio.Task[str]] = []

    def spawn(work: Any) -> asyncio.Task[str]:
        tasks.append(asyncio.create_task(work))
        return tasks[-1]

    flight = SingleFlight[str](spawn)
    waiters = [asyncio.create_task(flight.run(never)) for _ in range(2)]
    await settle()
    tasks[0].cancel()
    ends = await asyncio.gather(*waiters, return_exceptions=True)
    assert [type(end) for end in ends] == [Interrupted, Interrupted]
    assert await flight.run(lambda: finish("again")) == "again"
