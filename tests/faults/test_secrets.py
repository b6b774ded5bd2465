"""No secret is in a log line, repr, error, pickle or traceback, whatever fails."""

from __future__ import annotations

import asyncio
import json
import pickle
import traceback
from base64 import b64encode
from typing import TYPE_CHECKING, Any

import helpers.fault_server as faults
import httpx
import pytest
from authpi_core import operations
from authpi_core.client import CoreClient
from helpers.all_faults import ALL_FAULTS

from authpi_admin import ApiError, AuthPIAdmin, with_raw_response

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from helpers.fault_scenario import FaultScenario
    from helpers.fault_server import ReceivedRequest
    from helpers.virtual_time import VirtualTime


MARK = "m4rk"
KEY = ("key_1", f"{MARK}-of-the-key")
TOKEN, NEW_TOKEN = f"{MARK}-of-the-token", f"{MARK}-of-the-next-token"
CREDENTIALS = [KEY[1], TOKEN, NEW_TOKEN, b64encode(":".join(KEY).encode()).decode()]
SECRETS = [MARK, CREDENTIALS[-1]]
"""Each is marked, except the key as it is sent."""

WEBHOOK = {
    "id": "wh_1",
    "account_id": "acc_1",
    "name": "Hook",
    "url": "https://example.com/",
    "auth": {"type": "bearer", "bearer_token_plain": f"{MARK}-token", "signature_secret_plain": f"whs_{MARK}"},
    "events": ["user.created"],
    "created_at": 1,
}


async def create_webhook(_: ReceivedRequest) -> bytes:
    """Respond with the secrets of a webhook."""
    return faults.data(**WEBHOOK)


def everything(error: BaseException) -> Iterator[str]:
    """Yield the texts of an error and of its causes."""
    yield pickle.dumps(error).decode("latin-1") if isinstance(error, ApiError) else ""
    seen: list[BaseException] = []
    rest: list[BaseException | None] = [error]
    while rest:
        link = rest.pop()
        if link is None or link in seen:
            continue
        seen.append(link)
        yield f"{link} {link!r} {link.args} {vars(link)}"
        rest += [link.__cause__, link.__context__, *getattr(link, "exceptions", ())]


def check(error: BaseException, *secrets: str) -> None:
    """Look for secrets in an error, and for credentials in the variables of its frames."""
    for text in everything(error):
        assert not [secret for secret in secrets if secret in text]
    trace = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
    assert not [line for line in trace.splitlines() if any(credential in line for credential in CREDENTIALS)]


async def failure(call: Any) -> ApiError:
    """Return the error of a call."""
    with pytest.raises(ApiError) as caught:
        await call
    return caught.value


def create(admin: AuthPIAdmin) -> Any:
    """Make a call that sends and receives secrets."""
    return admin.webhooks.create(
        {"url": "https://example.com/", "auth": {"type": "bearer"}, "events": [], "metadata": {"secret": MARK}}
    )


RESPONSES = {
    **ALL_FAULTS,
    "400, with all that was sent": faults.reply(400, json.dumps({"error": "e", "sent": WEBHOOK}).encode()),
    "200, a list": faults.reply(200, json.dumps({"data": [WEBHOOK]}).encode()),
    "200, no envelope": faults.reply(200, json.dumps(WEBHOOK).encode()),
    "200, no JSON": faults.reply(200, json.dumps(WEBHOOK).encode()[:-1]),
}


def clients(scenario: FaultScenario, **options: Any) -> list[AuthPIAdmin]:
    """A client with each kind of credential."""
    return [scenario.connect(api_key=KEY, **options), scenario.connect(access_token=TOKEN, **options)]


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("response", RESPONSES)
async def test_no_secret_in_errors_and_logs(
    response: str, *, strict: bool, scenario: FaultScenario, virtual_time: VirtualTime, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    scenario.server.handle = create_webhook
    scenario.server.choose = lambda _: RESPONSES[response]
    virtual_time.during_wait = scenario.server.listen
    for admin in clients(scenario, strict=strict):
        try:
            result = await create(admin)
        except ApiError as error:
            check(error, *SECRETS)
        else:
            assert response in {"drips", "too long"}
            assert MARK not in repr(result)
    assert len(caplog.records) > 1
    assert not [line for line in caplog.messages if any(secret in line for secret in SECRETS)]


CAUSES: dict[str, Callable[[], BaseException]] = {
    "connecting": lambda: httpx.ConnectError("no"),
    "writing": lambda: httpx.WriteError("no"),
    "several": lambda: _raised(OSError("no"), by=ExceptionGroup("no", [_raised(OSError("no"))])),
    "led to by another": lambda: _raised(OSError("no"), by=ValueError("no")),
    "led to by itself": lambda: _in_a_circle(OSError("no")),
    "cannot be shown": lambda: _raised(OSError(Unshowable())),
}


class Unshowable:
    """An argument of an exception whose `repr` raises."""

    def __repr__(self) -> str:
        """Fail."""
        raise RuntimeError("no repr")


def _raised(error: Exception, headers: object = (b"authorization", TOKEN), by: Exception | None = None) -> Exception:
    """Raise an error where a variable has the credential, and return it with that frame."""
    try:
        try:
            raise by or error
        except type(by or error):
            assert headers
            raise error from None
    except type(error) as raised:
        return raised


def _in_a_circle(error: Exception) -> Exception:
    raised, cause = _raised(error), _raised(OSError("no"))
    raised.__cause__, cause.__cause__ = cause, raised
    return raised


class Failing(httpx.AsyncBaseTransport):
    """Has the credential in a variable while it fails, or waits."""

    def __init__(self, cause: Callable[[], BaseException] | None = None) -> None:
        self.cause = cause
        self.is_waiting = asyncio.Event()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Fail."""
        headers = request.headers.raw
        if self.cause is None:
            self.is_waiting.set()
            await asyncio.sleep(1000)
        assert headers
        assert self.cause
        raise self.cause()


@pytest.mark.parametrize("cause", CAUSES)
async def test_no_credential_in_variables_of_the_http_client(cause: str, scenario: FaultScenario) -> None:
    async with httpx.AsyncClient(transport=Failing(CAUSES[cause])) as http_client:
        for admin in clients(scenario, http_client=http_client, retries=False):
            check(await failure(create(admin)), *CREDENTIALS)


async def failure_in_a_handler(call: Any, handled: Exception) -> tuple[BaseException, traceback.StackSummary]:
    """Return what a call raises while another exception is handled, and the frames of that one before."""
    try:
        raise handled
    except type(handled):
        frames = traceback.extract_tb(handled.__traceback__)
        with pytest.raises((ApiError, asyncio.CancelledError)) as caught:
            await call
    return caught.value, frames


@pytest.mark.parametrize("cause", [CAUSES["writing"], asyncio.CancelledError], ids=["fails", "is cancelled"])
async def test_exception_that_the_caller_handles_is_not_changed(
    cause: Callable[[], BaseException], scenario: FaultScenario
) -> None:
    async with httpx.AsyncClient(transport=Failing(cause)) as http_client:
        for admin in clients(scenario, http_client=http_client, retries=False):
            args = (b"the caller's", Unshowable())
            handled = ValueError(*args)
            error, frames = await failure_in_a_handler(create(admin), handled)
            assert frames
            assert traceback.extract_tb(handled.__traceback__) == frames
            assert handled.args == args
            handled.args = ()
            check(error, *CREDENTIALS)


async def test_no_credential_in_variables_of_a_cancelled_call(scenario: FaultScenario) -> None:
    for number in range(2):
        transport = Failing()
        async with httpx.AsyncClient(transport=transport) as http_client:
            task = asyncio.create_task(create(clients(scenario, http_client=http_client)[number]))
            await transport.is_waiting.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError) as caught:
                await task
            check(caught.value, *CREDENTIALS)


async def test_no_secret_in_the_error_after_an_excess_body(scenario: FaultScenario) -> None:
    scenario.server.handle = create_webhook
    scenario.server.choose = lambda _: faults.excess_body
    for admin in clients(scenario, retries=False):
        errors = [await failure(create(admin)) for _ in range(2)]
        assert errors[1].status_code == 0
        for error in errors:
            check(error, *SECRETS)


def _refuse() -> str:
    raise RuntimeError("no token")


async def _refuse_later() -> str:
    raise RuntimeError("no token")


REFRESHES: dict[str, Callable[[], Any]] = {
    "fails": _refuse,
    "fails later": _refuse_later,
    "returns another refused token": lambda: NEW_TOKEN,
    "returns a token with a line break": lambda: f"{NEW_TOKEN}\n",
    "returns bytes": NEW_TOKEN.encode,
    "returns no access_token": lambda: {"token": NEW_TOKEN},
    "returns an access_token of another type": lambda: {"access_token": [NEW_TOKEN]},
    "returns an awaitable of a tuple": lambda: asyncio.sleep(0, (NEW_TOKEN,)),
    "never ends": lambda: asyncio.sleep(1000, NEW_TOKEN),
}


@pytest.mark.usefixtures("short_wait_for_renewals")
@pytest.mark.parametrize("callback", REFRESHES)
async def test_no_token_in_errors_of_a_callback(
    callback: str, scenario: FaultScenario, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    scenario.server.choose = lambda _: faults.reply(401)
    admin = scenario.connect(access_token=TOKEN, on_token_expired=REFRESHES[callback], deadline=0.5)
    error = await failure(create(admin))
    assert error.status_code == (0 if callback == "never ends" else 401)
    check(error, *CREDENTIALS)
    assert not [line for line in caplog.messages if MARK in line]


async def test_no_token_in_errors_and_pickles_of_the_plain_client() -> None:
    client = CoreClient(access_token=TOKEN)
    with pytest.raises(ValueError, match="issuer_id is") as caught:
        await operations.issuers_get(client, "acc_1", "..")
    check(caught.value, *SECRETS)
    with pytest.raises(TypeError):
        pickle.dumps(client)


@pytest.mark.parametrize("auth", [f"{MARK}-token", [f"{MARK}-token"], [{"bearer_token_plain": f"{MARK}-token"}]])
async def test_no_secret_in_the_repr_of_a_value_received_instead_of_a_model(
    auth: object, scenario: FaultScenario
) -> None:
    async def handle(_: ReceivedRequest) -> bytes:
        return faults.data(**{**WEBHOOK, "auth": auth})

    scenario.server.handle = handle
    webhook = await create(clients(scenario)[0])
    assert webhook.auth == auth
    assert MARK not in repr(webhook) + str(webhook)


async def test_no_secret_in_the_repr_of_a_result(scenario: FaultScenario) -> None:
    scenario.server.handle = create_webhook
    raw = await with_raw_response(create)(clients(scenario)[0])
    assert MARK not in repr(raw)
    assert raw.result.auth.bearer_token_plain == f"{MARK}-token"
