"""No secret gets out: whatever fails, it is in no log line, repr, error, pickle or traceback."""

from __future__ import annotations

import asyncio
import copy
import json
import pickle
import traceback
from base64 import b64encode
from typing import TYPE_CHECKING, Any, cast

import helpers.fault_server as faults
import httpx
import pytest
from authpi_core import models, operations
from authpi_core.client import CoreClient
from authpi_core.model import Model
from helpers.every import EVERY

from authpi_admin import ApiError, AuthPIAdmin, ConfigurationError, with_raw_response

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from helpers.fault_scenario import FaultScenario
    from helpers.fault_server import Seen
    from helpers.moments import Moments

    from authpi_admin._call.pipeline import Pipeline

MARK = "m4rk"
KEY = ("key_1", f"{MARK}-of-the-key")
TOKEN, NEW_TOKEN = f"{MARK}-of-the-token", f"{MARK}-of-the-next-token"
CREDENTIALS = [KEY[1], TOKEN, NEW_TOKEN, b64encode(":".join(KEY).encode()).decode()]
SECRETS = [MARK, CREDENTIALS[-1]]
"""All of them: each is marked, but for the key as it is sent."""

WEBHOOK = {
    "id": "wh_1",
    "account_id": "acc_1",
    "name": "Hook",
    "url": "https://example.com/",
    "auth": {"type": "bearer", "bearer_token_plain": f"{MARK}-token", "signature_secret_plain": f"whs_{MARK}"},
    "events": ["user.created"],
    "created_at": 1,
}


async def make_webhook(_: Seen) -> bytes:
    """Answer with the secrets of a webhook."""
    return faults.data(**WEBHOOK)


def everything(error: BaseException) -> Iterator[str]:
    """All that can be read of an error and of what led to it."""
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
    """Look for secrets in an error, and for credentials in the variables of all its frames too."""
    for text in everything(error):
        assert not [secret for secret in secrets if secret in text]
    trace = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
    assert not [line for line in trace.splitlines() if any(credential in line for credential in CREDENTIALS)]


async def failure(call: Any) -> ApiError:
    """Give the error that a call ends in."""
    with pytest.raises(ApiError) as caught:
        await call
    return caught.value


def create(admin: AuthPIAdmin) -> Any:
    """A call that sends a secret and gets secrets."""
    return admin.webhooks.create(
        {"url": "https://example.com/", "auth": {"type": "bearer"}, "events": [], "metadata": {"secret": MARK}}
    )


ANSWERS = {
    **EVERY,
    "400, with all that was sent": faults.reply(400, json.dumps({"error": "e", "sent": WEBHOOK}).encode()),
    "200, a list": faults.reply(200, json.dumps({"data": [WEBHOOK]}).encode()),
    "200, no envelope": faults.reply(200, json.dumps(WEBHOOK).encode()),
    "200, no JSON": faults.reply(200, json.dumps(WEBHOOK).encode()[:-1]),
}


def clients(stage: FaultScenario, **options: Any) -> list[AuthPIAdmin]:
    """A client with each kind of credential."""
    return [stage.connect(api_key=KEY, **options), stage.connect(access_token=TOKEN, **options)]


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("answer", ANSWERS)
async def test_in_no_error_and_no_log(
    answer: str, *, strict: bool, stage: FaultScenario, moments: Moments, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    stage.server.handle = make_webhook
    stage.server.choose = lambda _: ANSWERS[answer]
    moments.meanwhile = stage.server.listen
    for admin in clients(stage, strict=strict):
        try:
            result = await create(admin)
        except ApiError as error:
            check(error, *SECRETS)
        else:
            assert answer in {"drips", "too long"}
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
    """What an exception may be about, though it has no repr."""

    def __repr__(self) -> str:
        """Fail."""
        raise RuntimeError("no repr today")


def _raised(error: Exception, headers: object = (b"authorization", TOKEN), by: Exception | None = None) -> Exception:
    """Raise an error where a variable holds the credential, and give it with that frame."""
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
    """Holds the credential in a variable while it fails, or waits for ever."""

    def __init__(self, cause: Callable[[], BaseException] | None = None) -> None:
        """Say how it fails."""
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
async def test_in_no_variable_of_an_http_client(cause: str, stage: FaultScenario) -> None:
    async with httpx.AsyncClient(transport=Failing(CAUSES[cause])) as http_client:
        for admin in clients(stage, http_client=http_client, retries=False):
            check(await failure(create(admin)), *CREDENTIALS)


async def failure_in_a_handler(call: Any, handled: Exception) -> tuple[BaseException, traceback.StackSummary]:
    """Give what a call raises that is made while something else is handled, and the frames of that before it."""
    try:
        raise handled
    except type(handled):
        frames = traceback.extract_tb(handled.__traceback__)
        with pytest.raises((ApiError, asyncio.CancelledError)) as caught:
            await call
    return caught.value, frames


@pytest.mark.parametrize("cause", [CAUSES["writing"], asyncio.CancelledError], ids=["fails", "is cancelled"])
async def test_what_the_caller_handles_stays_as_it_is(cause: Callable[[], BaseException], stage: FaultScenario) -> None:
    async with httpx.AsyncClient(transport=Failing(cause)) as http_client:
        for admin in clients(stage, http_client=http_client, retries=False):
            args = (b"the caller's", Unshowable())
            handled = ValueError(*args)
            error, frames = await failure_in_a_handler(create(admin), handled)
            assert frames
            assert traceback.extract_tb(handled.__traceback__) == frames
            assert handled.args == args
            handled.args = ()
            check(error, *CREDENTIALS)


async def test_in_no_variable_when_cancelled(stage: FaultScenario) -> None:
    for number in range(2):
        transport = Failing()
        async with httpx.AsyncClient(transport=transport) as http_client:
            task = asyncio.create_task(create(clients(stage, http_client=http_client)[number]))
            await transport.is_waiting.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError) as caught:
                await task
            check(caught.value, *CREDENTIALS)


async def test_in_no_error_of_what_an_answer_left_over(stage: FaultScenario) -> None:
    stage.server.handle = make_webhook
    stage.server.choose = lambda _: faults.leftover
    for admin in clients(stage, retries=False):
        errors = [await failure(create(admin)) for _ in range(2)]
        assert errors[1].status_code == 0
        for error in errors:
            check(error, *SECRETS)


def _refuse() -> str:
    raise RuntimeError("no token today")


async def _refuse_later() -> str:
    raise RuntimeError("no token today")


REFRESHES: dict[str, Callable[[], Any]] = {
    "fails": _refuse,
    "fails later": _refuse_later,
    "gives another refused token": lambda: NEW_TOKEN,
    "gives a token with a line's end": lambda: f"{NEW_TOKEN}\n",
    "gives bytes": NEW_TOKEN.encode,
    "gives no access_token": lambda: {"token": NEW_TOKEN},
    "gives an access_token that is none": lambda: {"access_token": [NEW_TOKEN]},
    "gives an awaitable of nothing": lambda: asyncio.sleep(0, (NEW_TOKEN,)),
    "never ends": lambda: asyncio.sleep(1000, NEW_TOKEN),
}


@pytest.mark.usefixtures("short_wait_for_renewals")
@pytest.mark.parametrize("callback", REFRESHES)
async def test_in_no_error_of_a_refresh(callback: str, stage: FaultScenario, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(0)
    stage.server.choose = lambda _: faults.reply(401)
    admin = stage.connect(access_token=TOKEN, on_token_expired=REFRESHES[callback], deadline=0.5)
    error = await failure(create(admin))
    assert error.status_code == (0 if callback == "never ends" else 401)
    check(error, *CREDENTIALS)
    assert not [line for line in caplog.messages if MARK in line]


CONSTRUCTORS: dict[str, Callable[[], AuthPIAdmin]] = {
    "a limit": lambda: AuthPIAdmin(api_key=KEY, timeout=-1),
    "another limit": lambda: AuthPIAdmin(access_token=TOKEN, deadline=0),
    "retries": lambda: AuthPIAdmin(api_key=KEY, retries={"limit": -1}),
    "headers": lambda: AuthPIAdmin(access_token=TOKEN, default_headers={"no name": "x"}),
    "an address": lambda: AuthPIAdmin(api_key=KEY, base_url="ftp://example.com"),
    "an address with a password": lambda: AuthPIAdmin(access_token=TOKEN, base_url=f"https://a:{MARK}@example.com"),
    "a string for a pair": lambda: AuthPIAdmin(api_key=KEY[1]),  # type: ignore[arg-type] # what is tested
    "a key's id": lambda: AuthPIAdmin(api_key=("id", KEY[1])),
    "three parts": lambda: AuthPIAdmin(api_key=(*KEY, KEY[1])),  # type: ignore[arg-type] # what is tested
    "a token with a line's end": lambda: AuthPIAdmin(access_token=f"{TOKEN}\n"),
    "two credentials": lambda: AuthPIAdmin(api_key=KEY, access_token=TOKEN),
    "a callback beside a key": lambda: AuthPIAdmin(api_key=KEY, on_token_expired=_refuse),
}


@pytest.mark.parametrize("wrong", CONSTRUCTORS)
def test_in_no_error_of_the_constructor(wrong: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        CONSTRUCTORS[wrong]()
    check(caught.value, *SECRETS)


@pytest.mark.parametrize("name", ["AUTHPI_KEY_SECRET", "AUTHPI_ACCESS_TOKEN"])
def test_in_no_error_of_the_environment(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, f"{TOKEN}\n")
    with pytest.raises(ConfigurationError) as caught:
        AuthPIAdmin()
    check(caught.value, *SECRETS)


async def test_in_no_repr_and_no_pickle_of_a_client(stage: FaultScenario) -> None:
    for admin in clients(stage):
        scope = admin.issuer("i_1").user("usr_1")
        for thing in (admin, admin.core, scope, scope.tokens, admin.webhooks, admin.with_options(timeout=1)):
            assert not [secret for secret in SECRETS if secret in f"{thing} {thing!r}"]
            for keep in (pickle.dumps, copy.deepcopy):
                with pytest.raises(TypeError):
                    keep(thing)
        state = cast("Pipeline", admin.core).state
        assert not [secret for secret in SECRETS if secret in f"{vars(admin.core)} {state} {vars(state.connection)}"]


async def test_in_no_variable_and_no_pickle_of_the_plain_client() -> None:
    client = CoreClient(access_token=TOKEN)
    with pytest.raises(ValueError, match="issuer_id is") as caught:
        await operations.issuers_get(client, "acc_1", "..")
    check(caught.value, *SECRETS)
    with pytest.raises(TypeError):
        pickle.dumps(client)


def secret_fields() -> list[tuple[type[Model], str]]:
    """Every field that the document marks as secret."""
    found: list[tuple[type[Model], str]] = []
    for name in models.__all__:
        model = getattr(models, name)
        if isinstance(model, type) and issubclass(model, Model):
            found += [(model, name) for name, field in model.model_fields.items() if not field.repr]
    return found


@pytest.mark.parametrize(("model", "name"), secret_fields())
@pytest.mark.parametrize("value", [MARK, [MARK], {"value": MARK}], ids=["as promised", "a list", "an object"])
def test_in_no_repr_of_a_model(model: type[Model], name: str, value: object) -> None:
    fields: dict[str, Any] = {name: value, "not_in_the_document": MARK}
    secret = model.model_construct(**fields)
    for shown in (repr(secret), str(secret), f"{secret}", repr([secret])):
        assert MARK not in shown


async def test_in_no_repr_of_a_result(stage: FaultScenario) -> None:
    stage.server.handle = make_webhook
    answer = await with_raw_response(create)(clients(stage)[0])
    assert MARK not in repr(answer)
    assert answer.result.auth.bearer_token_plain == f"{MARK}-token"
