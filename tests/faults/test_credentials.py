"""Many calls at once need an account, or a new token: it is asked for once."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any

import helpers.fault_server as faults
import pytest

from authpi_admin import (
    AccountResolutionError,
    ApiTimeoutError,
    AuthenticationError,
    ClosedClientError,
    ForbiddenError,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from helpers.fault_scenario import FaultScenario
    from helpers.fault_server import Fault, Seen

    from authpi_admin import AuthPIAdmin

CALLS, CONNECTIONS = 50, 10
OLD, NEW = "Bearer token-1", "Bearer token-2"


def me(*accounts: str) -> Fault:
    """An answer of `/v1/me`."""
    access: list[dict[str, Any]] = [{"account_id": account, "org_id": "org_1", "scopes": []} for account in accounts]
    return faults.reply(200, json.dumps({"data": {"type": "api_key", "accounts": access}}).encode())


def answering(asked: Fault, *, needs: str | None = None) -> Callable[[Seen], Fault]:
    """Answer `/v1/me` in that way, and what comes without the token that is needed by a 401."""

    def choose(seen: Seen) -> Fault:
        if needs is not None and seen.headers["authorization"] != needs:
            return faults.reply(401, b'{"error": "expired_token"}')
        return asked if seen.path == "/v1/me" else faults.answer

    return choose


async def calls(admin: AuthPIAdmin) -> list[Any]:
    """Make calls at once, and give what they end in."""
    async with asyncio.timeout(30):
        return await asyncio.gather(
            *(admin.issuers.delete(f"i_{number}") for number in range(CALLS)), return_exceptions=True
        )


def paths(stage: FaultScenario) -> Counter[str]:
    """Count what the server saw: questions for the account, and others."""
    return Counter("/v1/me" if seen.path == "/v1/me" else "other" for seen in stage.server.seen)


class Callback:
    """Gives a new token, or fails; counts.

    Attributes:
        runs: How often it was called.
        outcome: What it gives or raises.
        waits: What it waits for.
    """

    def __init__(self, outcome: str | Exception) -> None:
        """Say how it ends."""
        self.runs = 0
        self.outcome = outcome
        self.waits: Callable[[], Awaitable[object]] = partial(asyncio.sleep, 0)

    async def __call__(self) -> str:
        """Give the token."""
        await self.waits()
        return self.now()

    def now(self) -> str:
        """Give the token, at once."""
        self.runs += 1
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome


async def test_the_account_is_asked_for_once(stage: FaultScenario) -> None:
    stage.server.choose = answering(me("acc_7"))
    assert await calls(stage.connect(account_id=None, connections=CONNECTIONS)) == [None] * CALLS
    assert paths(stage) == {"/v1/me": 1, "other": CALLS}
    assert {seen.path.split("/")[3] for seen in stage.server.seen if seen.path != "/v1/me"} == {"acc_7"}


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        (faults.reply(403, b"no"), ForbiddenError),
        (me(), AccountResolutionError),
        (me("acc_1", "acc_2"), AccountResolutionError),
    ],
    ids=["refused", "none", "two"],
)
async def test_its_failure_is_shared_and_not_remembered(
    asked: Fault, error: type[Exception], stage: FaultScenario
) -> None:
    admin = stage.connect(account_id=None, connections=CONNECTIONS)
    stage.server.choose = answering(asked)
    assert {type(outcome) for outcome in await calls(admin)} == {error}
    assert paths(stage) == {"/v1/me": 1}
    stage.server.choose = answering(me("acc_7"))
    assert await calls(admin) == [None] * CALLS
    assert paths(stage) == {"/v1/me": 2, "other": CALLS}


@pytest.mark.parametrize("is_coroutine", [False, True])
async def test_the_token_is_renewed_once(*, is_coroutine: bool, stage: FaultScenario) -> None:
    callback = Callback("token-2")
    stage.server.choose = answering(me("acc_7"), needs=NEW)
    admin = stage.connect(on_token_expired=callback if is_coroutine else callback.now, connections=CONNECTIONS)
    copy = admin.with_options(timeout=20)
    assert await calls(admin) + await calls(copy) == [None] * CALLS * 2
    sent = Counter(seen.headers["authorization"] for seen in stage.server.seen)
    assert sent[NEW] == CALLS * 2
    assert sent[OLD] <= CALLS
    assert callback.runs == 1


async def test_account_and_token_at_once(stage: FaultScenario) -> None:
    callback = Callback("token-2")
    stage.server.choose = answering(me("acc_7"), needs=NEW)
    admin = stage.connect(account_id=None, on_token_expired=callback, connections=CONNECTIONS)
    assert await calls(admin) == [None] * CALLS
    assert paths(stage) == {"/v1/me": 2, "other": CALLS}
    assert callback.runs == 1


async def test_a_failing_renewal_is_shared_and_not_remembered(stage: FaultScenario) -> None:
    refused = asyncio.Event()
    callback = Callback(RuntimeError("no token today"))
    callback.waits = refused.wait
    admin = stage.connect(on_token_expired=callback, connections=CONNECTIONS)

    def choose(_: Seen) -> Fault:
        if len(stage.server.seen) == CALLS:
            asyncio.get_running_loop().call_later(0.05, refused.set)
        return faults.reply(401)

    stage.server.choose = choose
    outcomes = await calls(admin)
    assert {type(outcome) for outcome in outcomes} == {AuthenticationError}
    assert {outcome.__cause__ for outcome in outcomes} == {callback.outcome}
    assert (callback.runs, len(stage.server.seen)) == (1, CALLS)
    callback.waits, callback.outcome = partial(asyncio.sleep, 0), "token-2"
    stage.server.choose = answering(me("acc_7"), needs=NEW)
    assert await calls(admin) == [None] * CALLS
    assert callback.runs == 2


async def test_a_second_refusal_is_final(stage: FaultScenario) -> None:
    callback = Callback("token-2")
    stage.server.choose = lambda _: faults.reply(401)
    with pytest.raises(AuthenticationError) as caught:
        await stage.connect(on_token_expired=callback).whoami()
    assert [seen.headers["authorization"] for seen in stage.server.seen] == [OLD, NEW]
    assert (caught.value.attempts, callback.runs) == (2, 1)


async def test_a_late_refusal_of_the_old_token_renews_nothing(stage: FaultScenario) -> None:
    late, renewed = asyncio.Event(), asyncio.Event()

    async def refuse_late(exchange: faults.Exchange) -> None:
        late.set()
        await renewed.wait()
        await exchange.write(faults.http(401))

    stage.server.choose = answering(me("acc_7"), needs=NEW)
    callback = Callback("token-2")
    admin = stage.connect(on_token_expired=callback, connections=2)
    choose = stage.server.choose

    def choose_late(_: Seen) -> Fault:
        return refuse_late

    stage.server.choose = choose_late
    slow = asyncio.create_task(admin.issuers.delete("i_1"))
    await late.wait()
    stage.server.choose = choose
    await admin.issuers.delete("i_2")
    renewed.set()
    await slow
    assert callback.runs == 1
    assert [seen.headers["authorization"] for seen in stage.server.seen] == [OLD, OLD, NEW, NEW]


async def test_who_is_cancelled_leaves_the_others_waiting(stage: FaultScenario) -> None:
    waiting, renewed = asyncio.Barrier(2), asyncio.Event()

    async def wait() -> None:
        await waiting.wait()
        await renewed.wait()

    callback = Callback("token-2")
    callback.waits = wait
    stage.server.choose = answering(me("acc_7"), needs=NEW)
    admin = stage.connect(on_token_expired=callback, connections=3)
    first, second, third = (asyncio.create_task(admin.issuers.delete(f"i_{number}")) for number in range(3))
    await waiting.wait()
    first.cancel()
    await asyncio.wait([first])
    renewed.set()
    await asyncio.gather(second, third)
    assert callback.runs == 1


async def test_errors_that_calls_share_are_objects_of_their_own(stage: FaultScenario) -> None:
    stage.server.choose = lambda _: faults.reply(403)
    outcomes = await calls(stage.connect(account_id=None, connections=CONNECTIONS))
    assert len({id(outcome) for outcome in outcomes}) == CALLS
    stage.server.choose = lambda _: faults.reply(401)
    admin = stage.connect(on_token_expired=Callback(RuntimeError("no token today")), connections=CONNECTIONS)
    outcomes = await calls(admin)
    assert {type(outcome) for outcome in outcomes} == {AuthenticationError}
    assert len({id(outcome) for outcome in outcomes}) == CALLS


async def test_a_deadline_ends_the_wait_for_a_token_and_not_the_callback(stage: FaultScenario) -> None:
    callback = Callback("token-2")
    callback.waits = partial(asyncio.sleep, 0.2)
    stage.server.choose = answering(me("acc_7"), needs=NEW)
    admin = stage.connect(on_token_expired=callback)
    with pytest.raises(ApiTimeoutError, match="before the credential was renewed"):
        await admin.issuers.delete("i_1", deadline=0.1)
    await admin.issuers.delete("i_2")  # joins the callback that is running
    await admin.issuers.delete("i_3")
    assert [seen.headers["authorization"] for seen in stage.server.seen] == [OLD, OLD, NEW, NEW]
    assert callback.runs == 1


async def test_a_deadline_ends_the_wait_for_the_account_and_not_its_request(stage: FaultScenario) -> None:
    responded = asyncio.Event()

    async def late(exchange: faults.Exchange) -> None:
        await responded.wait()
        await me("acc_7")(exchange)

    stage.server.will(late)
    admin = stage.connect(account_id=None)
    with pytest.raises(ApiTimeoutError, match="the account was not found before the deadline"):
        await admin.issuers.delete("i_1", deadline=0.05)
    responded.set()
    await admin.issuers.delete("i_2")
    assert paths(stage) == {"/v1/me": 1, "other": 1}


async def test_closing_waits_for_a_token_that_is_being_renewed(stage: FaultScenario) -> None:
    stored: list[str] = []
    called, renewed = asyncio.Event(), asyncio.Event()

    async def renew() -> str:
        called.set()
        await renewed.wait()
        stored.append("refresh-token-2")
        return "token-2"

    stage.server.choose = answering(me("acc_7"), needs=NEW)
    admin = stage.connect(on_token_expired=renew)
    call = asyncio.create_task(admin.issuers.delete("i_1"))
    await called.wait()
    closing = asyncio.create_task(admin.aclose())
    with pytest.raises(ClosedClientError):
        await call
    assert not closing.done()
    renewed.set()
    await closing
    assert stored == ["refresh-token-2"]


@pytest.mark.usefixtures("short_wait_for_renewals")
async def test_closing_cancels_a_callback_that_does_not_return(stage: FaultScenario) -> None:
    called, cancelled = asyncio.Event(), asyncio.Event()

    async def renew() -> str:
        called.set()
        try:
            await asyncio.sleep(1000)
        finally:
            cancelled.set()
        return "token-2"

    stage.server.choose = answering(me("acc_7"), needs=NEW)
    admin = stage.connect(on_token_expired=renew)
    call = asyncio.create_task(admin.issuers.delete("i_1"))
    await called.wait()
    async with asyncio.timeout(10):
        await admin.aclose()
    assert cancelled.is_set()
    with pytest.raises(ClosedClientError):
        await call
