"""The account of a credential: requested once, when a call needs it, for all calls and copies of a client."""

from __future__ import annotations

import asyncio
import pickle
from datetime import datetime
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from authpi_core import operations as op
from helpers.clock import with_clock
from helpers.mocked_api import identity, never, page, response
from helpers.virtual_time import VirtualTime

from authpi_admin import (
    AccountResolutionError,
    ApiConnectionError,
    ApiError,
    ApiTimeoutError,
    ClosedClientError,
    ConfigurationError,
    MalformedResponseError,
    ServiceUnavailableError,
)
from authpi_admin._call.options import Clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from helpers.mocked_api import MockedApi

ME = "GET /v1/me"
LIST = "GET /v1/accounts/acc_7/webhooks"


class SlowLookup:
    """A server that responds to the lookup once `go` is set."""

    def __init__(self, outcome: Callable[[], httpx.Response | Exception] = lambda: identity("acc_7")) -> None:
        self.outcome = outcome
        self.go = asyncio.Event()
        self.cancelled = 0

    async def __call__(self, request: httpx.Request) -> httpx.Response | Exception:
        if request.url.path != "/v1/me":
            return page()
        try:
            await self.go.wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        return self.outcome()


def lookup(request: httpx.Request) -> httpx.Response:
    return identity("acc_7") if request.url.path == "/v1/me" else page()


async def test_account_is_requested_once(api: MockedApi) -> None:
    api.server = lookup
    admin = api.connect(account_id=None)
    await admin.whoami()
    await admin.accounts.list()
    assert ME not in api.lines[1:]
    for _ in range(2):
        await admin.webhooks.list()
        await admin.with_options(timeout=3).webhooks.list()
    assert api.lines[2:] == [ME, LIST, LIST, LIST, LIST]


async def test_concurrent_calls_share_one_lookup_and_its_failure(api: MockedApi) -> None:
    api.server = server = SlowLookup(lambda: httpx.ConnectError("no route"))
    admin = api.connect(account_id=None, retries=False)
    calls = [asyncio.create_task(admin.webhooks.list()) for _ in range(50)]
    await api.sent()
    server.go.set()
    errors = await asyncio.gather(*calls, return_exceptions=True)
    assert {type(error) for error in errors} == {ApiConnectionError}
    assert {str(error).partition(":")[0] for error in errors} == {ME}
    assert len({id(error) for error in errors}) == 50  # an object of its own, which each caller may change
    assert {type(error.__cause__) for error in errors if isinstance(error, ApiError)} == {httpx.ConnectError}
    assert api.lines == [ME]

    server.outcome = lambda: identity("acc_7")
    await asyncio.gather(*(admin.webhooks.list() for _ in range(50)))
    assert api.lines == [ME, ME, *[LIST] * 50]


@pytest.mark.parametrize("account_ids", [(), ("acc_1", "acc_2", "acc_3")])
async def test_credential_without_exactly_one_account(account_ids: tuple[str, ...], api: MockedApi) -> None:
    api.server = lambda _: identity(*account_ids)
    admin = api.connect(account_id=None)
    message = "pass account_id to AuthPIAdmin, or set AUTHPI_ACCOUNT_ID"
    with pytest.raises(AccountResolutionError, match=message) as caught:
        await admin.webhooks.list()
    error = caught.value
    assert isinstance(error, ConfigurationError)
    assert error.account_ids == list(account_ids)
    assert ("has no account" if not account_ids else "has several accounts (acc_1, acc_2, acc_3)") in str(error)
    assert (error.method, error.path, error.status_code) == ("GET", "/v1/me", 0)
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - written by this test
    assert (again.account_ids, str(again)) == (error.account_ids, str(error))
    assert api.lines == [ME]
    with pytest.raises(AccountResolutionError):
        await anext(admin.webhooks.list_all())


async def test_lookup_continues_when_all_waiting_calls_are_cancelled(api: MockedApi) -> None:
    api.server = server = SlowLookup()
    admin = api.connect(account_id=None)
    calls = [asyncio.create_task(admin.webhooks.list()) for _ in range(3)]
    await api.sent()
    for call in calls:
        call.cancel()
    ends = await asyncio.gather(*calls, return_exceptions=True)
    assert [type(end) for end in ends] == [asyncio.CancelledError] * 3
    next_call = asyncio.create_task(admin.webhooks.list())
    server.go.set()
    await next_call
    assert (api.lines, server.cancelled) == ([ME, LIST], 0)


async def test_closing_the_client_ends_the_lookup(api: MockedApi) -> None:
    api.server = server = SlowLookup()
    admin = api.connect(account_id=None)
    call = asyncio.create_task(admin.webhooks.list())
    await api.sent()
    await admin.aclose()
    with pytest.raises(ClosedClientError, match="create a new AuthPIAdmin"):
        await call
    assert (server.cancelled, len(asyncio.all_tasks())) == (1, 1)


async def test_deadline_ends_the_wait_but_not_the_lookup(api: MockedApi) -> None:
    api.server = server = SlowLookup()
    admin = api.connect(account_id=None)
    with VirtualTime() as virtual_time:
        call = asyncio.create_task(admin.webhooks.list(deadline=5))
        await api.sent()
        virtual_time.skip(6)
        with pytest.raises(ApiTimeoutError, match="GET /v1/me: timeout: the account was not found before") as caught:
            await call
    assert caught.value.retryable
    waiting = asyncio.create_task(admin.webhooks.list())
    server.go.set()
    await waiting
    assert (api.lines, server.cancelled) == ([ME, LIST], 0)


async def test_deadline_raises_the_last_error_of_the_lookup(api: MockedApi) -> None:
    waiting = asyncio.Event()

    async def wait(_: float) -> None:
        waiting.set()
        await never()

    api.server = lambda _: response(503, reference="ref_1")
    admin = with_clock(api.connect(account_id=None), Clock(sleep=wait))
    with VirtualTime() as virtual_time:
        call = asyncio.create_task(admin.webhooks.list(deadline=5))
        await waiting.wait()
        virtual_time.skip(6)
        with pytest.raises(ServiceUnavailableError, match=r"GET /v1/me: 503 .*reference ref_1"):
            await call
    assert api.lines == [ME]


async def test_timeout_of_the_lookup_itself(api: MockedApi) -> None:
    api.respond_with(httpx.ReadTimeout("late"))
    with pytest.raises(ApiTimeoutError, match=r"GET /v1/me: timeout: no response from .* in time"):
        await api.connect(account_id=None, retries=False).webhooks.list(deadline=9)


@pytest.mark.parametrize(("retries", "requests"), [(False, 1), (1, 2), (None, 4)])
async def test_lookup_has_the_retries_of_the_copy(retries: Any, requests: int, api: MockedApi) -> None:
    api.server = lambda _: response(503)
    with pytest.raises(ServiceUnavailableError):
        await api.connect(account_id=None).with_options(retries=retries).webhooks.list()
    assert api.lines == [ME] * requests


@pytest.mark.parametrize(
    ("of_client", "of_copy", "of_call", "expected"), [(30, None, 1, 1), (30, 2, None, 2), (3, None, None, 3)]
)
async def test_lookup_has_the_timeout_of_the_call_or_of_the_copy(
    of_client: int, of_copy: int | None, of_call: int | None, expected: int, api: MockedApi
) -> None:
    api.server = lookup
    await api.connect(account_id=None, timeout=of_client).with_options(timeout=of_copy).webhooks.list(timeout=of_call)
    assert [request.extensions["timeout"]["read"] for request in api.requests] == [expected, expected]


@pytest.mark.parametrize("invalid", ["", ".", "..", "a/b", "a\\b", "a?b", "a#b", "a\nb", "\x7f", "\x85", None, 5])
async def test_invalid_id_sends_no_request(invalid: Any, api: MockedApi) -> None:
    admin = api.connect(account_id=None)
    shown = {None: "None", 5: "an object of type int"}.get(invalid, ".*")
    in_issuer = admin.issuer(invalid).users
    methods: list[Callable[[Any], Any]] = [admin.issuer("i_1").users.get, in_issuer.get, admin.accounts.get]
    for method in methods:
        with pytest.raises(ValueError, match=rf"^[a-z.]+: [a-z]+_id is {shown}; pass a non-empty string other than"):
            await method(invalid)
    with pytest.raises(ValueError, match=r"^webhooks\.get: webhook_id is "):
        await admin.webhook(invalid).get()
    assert api.requests == []


KEY_MESSAGE = "idempotency_key must be 1 to 256 printable ASCII"


@pytest.mark.parametrize(
    ("invalid", "message"),
    [
        ({"idempotency_key": ""}, KEY_MESSAGE),
        ({"idempotency_key": "k" * 257}, KEY_MESSAGE),
        ({"idempotency_key": " k"}, KEY_MESSAGE),
        ({"idempotency_key": "é"}, KEY_MESSAGE),
        ({"headers": {"Idempotency-Key": "k" * 257}}, KEY_MESSAGE),
        ({"headers": {"X": "\n"}}, "the header 'X' is invalid"),
        ({"timeout": 0}, "timeout must be a number of seconds, greater than 0"),
        ({"timeout": 10**400}, "timeout must be a number of seconds, greater than 0 and at most 1000000000"),
        ({"deadline": "1"}, "deadline must be a number of seconds, greater than 0"),
        ({"deadline": 10**400}, "deadline must be a number of seconds, greater than 0 and at most 1000000000"),
        ({"body": {"name": float("nan")}}, "JSON"),
        ({"body": {"expires_at": datetime(2026, 1, 1)}}, "has no time zone"),  # noqa: DTZ001 - what is tested
    ],
)
async def test_invalid_argument_sends_no_request(invalid: dict[str, Any], message: str, api: MockedApi) -> None:
    given: dict[str, Any] = {"body": {}, **invalid}
    with pytest.raises(ValueError, match=message):
        await api.connect(account_id=None).api_keys.create(**given)
    assert api.requests == []


async def test_account_that_is_passed(api: MockedApi) -> None:
    api.server = lambda _: page()
    admin = api.connect(account_id=None)
    await api.connect(account_id="acc_7").webhooks.list()
    await admin.with_options(account_id="acc_7").webhooks.list()
    await op.webhooks_list(admin.core, "acc_7")
    assert api.lines == [LIST] * 3
    with pytest.raises(ValueError, match="account_id is 'acc/7'"):
        await api.connect(account_id="acc/7").webhooks.list()


@pytest.mark.parametrize(
    "accounts",
    [None, "acc_1", 5, [None], ["acc_1"], [{}], [{"account_id": 5}], [{"account_id": ""}], [{"account_id": "a/b"}]],
)
async def test_identity_without_a_usable_account_id(accounts: Any, api: MockedApi) -> None:
    api.server = lambda _: response(data={"type": "api_key", "accounts": accounts})
    with pytest.raises(MalformedResponseError, match=r"GET /v1/me: malformed_response: .* no usable account id"):
        await api.connect(account_id=None).webhooks.list()
    assert set(api.lines) == {ME}
