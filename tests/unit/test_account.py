"""The account of a credential: asked for once, when it is needed, whoever needs it."""

from __future__ import annotations

import asyncio
import pickle
from datetime import datetime
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from authpi_core import operations as op
from helpers.mocked_api import response, page, settle

from authpi_admin import (
    AccountResolutionError,
    ApiConnectionError,
    ApiTimeoutError,
    ConfigurationError,
    MalformedResponseError,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from helpers.mocked_api import Connect, MockedApi

ME = "GET /v1/me"
LIST = "GET /v1/accounts/acc_7/webhooks"


def me(*account_ids: str) -> httpx.Response:
    """An identity that has these accounts."""
    access: list[dict[str, Any]] = [{"account_id": each, "scopes": []} for each in account_ids]
    return response(data={"type": "api_key", "accounts": access})


class SlowMe:
    """A server whose answer about the account waits until the test lets it go."""

    def __init__(self, outcome: Callable[[], httpx.Response | Exception]) -> None:
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


async def test_it_is_asked_for_once(connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.server = lambda request: me("acc_7") if request.url.path == "/v1/me" else page()
    admin = connect(account_id=None)
    await admin.whoami()
    await admin.accounts.list()
    assert ME not in mocked_api.lines[1:]
    for _ in range(2):
        await admin.webhooks.list()
        await admin.with_options(timeout=3).webhooks.list()
    assert mocked_api.lines[2:] == [ME, LIST, LIST, LIST, LIST]


async def test_calls_that_start_together_share_the_question(connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.server = server = SlowMe(lambda: me("acc_7"))
    admin = connect(account_id=None)
    calls = [asyncio.create_task(admin.webhooks.list()) for _ in range(50)]
    await mocked_api.sent()
    assert mocked_api.lines == [ME]
    server.go.set()
    await asyncio.gather(*calls)
    assert mocked_api.lines == [ME, *[LIST] * 50]


async def test_a_failure_is_shared_and_not_remembered(connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.server = server = SlowMe(lambda: httpx.ConnectError("no route"))
    admin = connect(account_id=None, retries=False)
    calls = [asyncio.create_task(admin.webhooks.list()) for _ in range(50)]
    await mocked_api.sent()
    server.go.set()
    errors = await asyncio.gather(*calls, return_exceptions=True)
    assert {type(error) for error in errors} == {ApiConnectionError}
    assert {str(error).partition(":")[0] for error in errors} == {ME}
    assert mocked_api.lines == [ME]

    server.outcome = lambda: me("acc_7")
    await admin.webhooks.list()
    assert mocked_api.lines == [ME, ME, LIST]


@pytest.mark.parametrize("account_ids", [(), ("acc_1", "acc_2", "acc_3")])
async def test_a_credential_without_the_one_account(
    account_ids: tuple[str, ...], connect: Connect, mocked_api: MockedApi
) -> None:
    mocked_api.server = lambda _: me(*account_ids)
    admin = connect(account_id=None)
    with pytest.raises(
        AccountResolutionError, match="pass account_id to AuthPIAdmin, or set AUTHPI_ACCOUNT_ID"
    ) as caught:
        await admin.webhooks.list()
    error = caught.value
    assert isinstance(error, ConfigurationError)
    assert error.account_ids == list(account_ids)
    assert ("has no account" if not account_ids else "has several accounts (acc_1, acc_2, acc_3)") in str(error)
    assert (error.method, error.path, error.status_code) == ("GET", "/v1/me", 0)
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert (again.account_ids, str(again)) == (error.account_ids, str(error))
    assert mocked_api.lines == [ME]
    with pytest.raises(AccountResolutionError):
        await anext(admin.webhooks.list_all())


async def test_who_is_cancelled_leaves_the_others_waiting(connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.server = server = SlowMe(lambda: me("acc_7"))
    admin = connect(account_id=None)
    calls = [asyncio.create_task(admin.webhooks.list()) for _ in range(3)]
    await mocked_api.sent()
    for call in calls[:2]:
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
    server.go.set()
    await calls[2]
    assert (mocked_api.lines, server.cancelled) == ([ME, LIST], 0)


async def test_the_last_who_is_cancelled_ends_the_question(connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.server = server = SlowMe(lambda: me("acc_7"))
    admin = connect(account_id=None)
    calls = [asyncio.create_task(admin.webhooks.list()) for _ in range(3)]
    await mocked_api.sent()
    for call in calls:
        call.cancel()
    await asyncio.gather(*calls, return_exceptions=True)
    await settle()
    assert (server.cancelled, len(asyncio.all_tasks())) == (1, 1)

    server.go.set()
    await admin.webhooks.list()  # which asks anew
    assert mocked_api.lines == [ME, ME, LIST]


async def test_a_deadline_covers_the_question(connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.server = server = SlowMe(lambda: me("acc_7"))
    admin = connect(account_id=None)
    patient = asyncio.create_task(admin.webhooks.list())
    await mocked_api.sent()
    with pytest.raises(ApiTimeoutError, match="GET /v1/me: timeout: the account could not be found in time") as caught:
        await admin.webhooks.list(deadline=0.01)
    assert caught.value.retryable
    server.go.set()
    await patient
    assert mocked_api.lines == [ME, LIST]


async def test_a_question_that_is_late_by_itself(connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.respond_with(httpx.ReadTimeout("late"))
    with pytest.raises(ApiTimeoutError, match="there was no answer in time"):
        await connect(account_id=None, retries=False).webhooks.list(deadline=9)


BAD_IDS = ["", ".", "..", "a/b", "a\\b", "a?b", "a#b", "a\nb", "\x7f", "\x85", None, 5]


@pytest.mark.parametrize("bad", BAD_IDS)
async def test_a_bad_id_costs_no_request(bad: Any, connect: Connect, mocked_api: MockedApi) -> None:
    admin = connect(account_id=None)
    for call in (admin.issuer("i_1").users.get(bad), admin.issuer(bad).users.get("u"), admin.webhook(bad).get()):
        with pytest.raises(ValueError, match="cannot follow"):
            await call
    with pytest.raises(ValueError, match="cannot follow"):
        await admin.accounts.get(bad)
    assert mocked_api.requests == []


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"idempotency_key": ""}, "an idempotency key is 1 to 256 printable ASCII"),
        ({"idempotency_key": "k" * 257}, "an idempotency key is 1 to 256 printable ASCII"),
        ({"idempotency_key": " k"}, "an idempotency key is 1 to 256 printable ASCII"),
        ({"idempotency_key": "é"}, "an idempotency key is 1 to 256 printable ASCII"),
        ({"headers": {"X": "\n"}}, "the header 'X' cannot be sent"),
        ({"timeout": 0}, "timeout is a number of seconds greater than 0"),
        ({"deadline": "1"}, "deadline is a number of seconds greater than 0"),
        ({"body": {"name": float("nan")}}, "JSON"),
        ({"body": {"expires_at": datetime(2026, 1, 1)}}, "has no time zone"),  # noqa: DTZ001 - that is what is wrong
    ],
)
async def test_what_cannot_be_sent_costs_no_request(
    wrong: dict[str, Any], message: str, connect: Connect, mocked_api: MockedApi
) -> None:
    given: dict[str, Any] = {"body": {}, **wrong}
    with pytest.raises(ValueError, match=message):
        await connect(account_id=None).api_keys.create(**given)
    assert mocked_api.requests == []


@pytest.mark.parametrize("value", [object(), b"bytes", {1, object()}, {("a", "b"): 1}])
async def test_a_body_that_is_no_json_costs_no_request(value: object, connect: Connect, mocked_api: MockedApi) -> None:
    body: Any = {"metadata": value}
    with pytest.raises(TypeError):
        await connect(account_id=None).notes.create(body)
    assert mocked_api.requests == []


async def test_an_account_that_is_named(connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.server = lambda _: page()
    admin = connect(account_id=None)
    await connect(account_id="acc_7").webhooks.list()
    await admin.with_options(account_id="acc_7").webhooks.list()
    await op.webhooks_list(admin.core, "acc_7")
    assert mocked_api.lines == [LIST] * 3
    with pytest.raises(ValueError, match="cannot follow"):
        await connect(account_id="acc/7").webhooks.list()


@pytest.mark.parametrize(
    "accounts",
    [None, "acc_1", 5, [None], ["acc_1"], [{}], [{"account_id": 5}], [{"account_id": ""}], [{"account_id": "a/b"}]],
)
async def test_an_answer_that_names_no_account_that_can_be_used(
    accounts: Any, connect: Connect, mocked_api: MockedApi
) -> None:
    mocked_api.server = lambda _: response(data={"type": "api_key", "accounts": accounts})
    with pytest.raises(MalformedResponseError, match="GET /v1/me: malformed_response: "):
        await connect(account_id=None).webhooks.list()
    assert set(mocked_api.lines) == {ME}
