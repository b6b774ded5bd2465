"""Setting up a client: what works, what is refused with a word on what to do, and that no secret shows."""

from __future__ import annotations

import copy
import pickle
import traceback
from base64 import b64encode
from functools import partial
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from helpers.mocked_api import BASE_URL, KEY, response, page

from authpi_admin import AuthPIAdmin, ConfigurationError

if TYPE_CHECKING:
    from helpers.mocked_api import Connect, MockedApi

MARK = "marked-secret"
TOKEN = {"access_token": f"{MARK}-token"}
GOOD = {"api_key": ("key_1", MARK)}

REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "no credential": ({}, "pass api_key=.* or access_token=.*, or set AUTHPI_KEY_ID"),
    "two credentials": (GOOD | TOKEN, "two credentials: give either"),
    "a key that is a string": ({"api_key": f"key_1:{MARK}"}, r"api_key is a pair: api_key=\("),
    "a key that is a mapping": ({"api_key": {"key_1": MARK}}, "api_key is a pair"),
    "one part": ({"api_key": (MARK,)}, "a pair of two non-empty strings"),
    "three parts": ({"api_key": ("key_1", MARK, MARK)}, "a pair of two non-empty strings"),
    "no key id": ({"api_key": ("", MARK)}, "a pair of two non-empty strings"),
    "no secret": ({"api_key": ("key_1", "")}, "a pair of two non-empty strings"),
    "a secret that is None": ({"api_key": ("key_1", None)}, "a pair of two non-empty strings"),
    "a secret that is no text": ({"api_key": ("key_1", f"{MARK}\ud800")}, "a character that cannot be sent"),
    "a secret with a line break": ({"api_key": ("key_1", f"{MARK}\n")}, "a character that cannot be sent"),
    "a key id that is none": ({"api_key": ("acc_1", MARK)}, 'starts with "key_"'),
    "parts in the wrong order": ({"api_key": (MARK, "key_1")}, 'the first part .* starts with "key_"'),
    "a key id with a colon": ({"api_key": ("key_1:", MARK)}, 'starts with "key_"'),
    "an empty token": ({"access_token": ""}, "an access token is a non-empty string"),
    "a blank token": ({"access_token": "  "}, "an access token is a non-empty string"),
    "a token with a line break": ({"access_token": f"{MARK}\r\n"}, "an access token is a non-empty string"),
    "a token that is not ASCII": ({"access_token": f"{MARK}é"}, "an access token is a non-empty string"),
    "a token that is bytes": ({"access_token": MARK.encode()}, "an access token is a non-empty string"),
    "a callback for a key": (GOOD | {"on_token_expired": partial(str, MARK)}, "goes with access_token"),
    "a callback that is none": (TOKEN | {"on_token_expired": 3}, "on_token_expired is a function"),
    "an account that is no id": (GOOD | {"account_id": 5}, "account_id is the id of an account, a non-empty"),
    "an account without an id": (GOOD | {"account_id": ""}, "account_id is the id of an account, a non-empty"),
    "a synchronous client": (
        GOOD | {"http_client": object.__new__(httpx.Client)},
        "http_client is an asynchronous client",
    ),
    "a class of clients": (GOOD | {"http_client": httpx.AsyncClient}, "http_client is an asynchronous client"),
    "an empty address": (GOOD | {"base_url": ""}, "the API's address, for example"),
    "one key for all requests": (GOOD | {"default_headers": {"Idempotency-Key": "k"}}, "is for one call"),
    "a client that is none": (GOOD | {"http_client": 3}, "http_client is an asynchronous client"),
    "no address": (GOOD | {"base_url": "core-api.test"}, "the API's address, for example"),
    "an address that is no string": (GOOD | {"base_url": httpx.URL(BASE_URL)}, "the API's address, for example"),
    "another scheme": (GOOD | {"base_url": "ftp://core-api.test"}, "it cannot be 'ftp://core-api.test'"),
    "no host": (GOOD | {"base_url": "https://:443"}, "the API's address, for example"),
    "an address with a query": (GOOD | {"base_url": f"{BASE_URL}?x=1"}, "without credentials, query or fragment"),
    "an address with an empty query": (GOOD | {"base_url": f"{BASE_URL}?"}, "without credentials, query or fragment"),
    "an address with a fragment": (GOOD | {"base_url": f"{BASE_URL}#x"}, "without credentials, query or fragment"),
    "an address with a user": (
        GOOD | {"base_url": f"https://me:{MARK}@core-api.test"},
        "one with a user name or password",
    ),
    "an address with a password": (
        GOOD | {"base_url": f"https://:{MARK}@core-api.test"},
        "one with a user name or password",
    ),
    "an address with a blank": (GOOD | {"base_url": f" {BASE_URL}"}, "the API's address, for example"),
    "an address with a line break": (GOOD | {"base_url": f"{BASE_URL}\n"}, "the API's address, for example"),
    "an address in half a bracket": (GOOD | {"base_url": "https://[::1"}, "the API's address, for example"),
    "a port that is none": (GOOD | {"base_url": f"{BASE_URL}:99999"}, "the API's address, for example"),
    "no time": (GOOD | {"timeout": 0}, "timeout is a number of seconds greater than 0, not 0"),
    "less than no time": (GOOD | {"timeout": -1.0}, "timeout is a number of seconds greater than 0"),
    "no limit of time": (GOOD | {"timeout": None}, "timeout is a number of seconds greater than 0"),
    "eternity": (GOOD | {"timeout": float("inf")}, "timeout is a number of seconds greater than 0"),
    "no number": (GOOD | {"timeout": float("nan")}, "timeout is a number of seconds greater than 0"),
    "a time that is a string": (GOOD | {"timeout": "30"}, "timeout is a number of seconds greater than 0"),
    "a time that is a truth": (GOOD | {"timeout": True}, "timeout is a number of seconds greater than 0"),
    "a deadline before the start": (GOOD | {"deadline": -1}, "deadline is a number of seconds greater than 0"),
    "a deadline for phases": (GOOD | {"deadline": httpx.Timeout(5)}, "deadline is a number of seconds greater than 0"),
    "retries by number": (GOOD | {"retries": 3}, 'retries takes True, False or {"limit": 3'),
    "retries by a list": (GOOD | {"retries": [3]}, "retries takes True, False or"),
    "another option of retries": (GOOD | {"retries": {"limits": 3}}, "retries takes True, False or"),
    "less than no retries": (GOOD | {"retries": {"limit": -1}}, "a limit of 0 or more"),
    "half a retry": (GOOD | {"retries": {"limit": 1.5}}, "a limit of 0 or more"),
    "a delay into the past": (GOOD | {"retries": {"delay": -0.1}}, "a delay of 0 seconds or more"),
    "an endless delay": (GOOD | {"retries": {"delay": float("inf")}}, "a delay of 0 seconds or more"),
    "another backoff": (GOOD | {"retries": {"backoff": ["linear"]}}, 'a backoff of "exponential" or "linear"'),
    "a header without a name": (GOOD | {"default_headers": {"": "x"}}, "default_headers: the header ''"),
    "a header with a line break": (GOOD | {"default_headers": {"X-A": "1\r\nX-B: 2"}}, "the header 'X-A' cannot"),
}


@pytest.mark.parametrize(("options", "message"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_work_is_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigurationError, match=message) as caught:
        AuthPIAdmin(**options)
    check_no_secret(caught.value)


def check_no_secret(error: BaseException) -> None:
    """Look for the secret where a program that reports its errors would show it, but for the test's own frame."""
    frames = error.__traceback__.tb_next if error.__traceback__ else None
    shown = traceback.TracebackException(type(error), error, frames, capture_locals=True)
    assert MARK not in "".join(shown.format())
    assert MARK not in repr(error.__context__)


ENVIRONMENT = {
    "no key id": ({"AUTHPI_KEY_SECRET": MARK}, "set both AUTHPI_KEY_ID and AUTHPI_KEY_SECRET, or neither"),
    "no secret": ({"AUTHPI_KEY_ID": "key_1"}, "set both AUTHPI_KEY_ID and AUTHPI_KEY_SECRET, or neither"),
    "an empty secret": ({"AUTHPI_KEY_ID": "key_1", "AUTHPI_KEY_SECRET": ""}, "set both"),
    "two": ({"AUTHPI_KEY_ID": "key_1", "AUTHPI_KEY_SECRET": MARK, "AUTHPI_ACCESS_TOKEN": MARK}, "two credentials"),
    "empty ones": ({"AUTHPI_KEY_ID": "", "AUTHPI_KEY_SECRET": "", "AUTHPI_ACCESS_TOKEN": ""}, "there is no credential"),
    "a wrong address": ({"AUTHPI_ACCESS_TOKEN": MARK, "AUTHPI_BASE_URL": "localhost:80"}, "the API's address"),
}


@pytest.mark.parametrize(("variables", "message"), ENVIRONMENT.values(), ids=ENVIRONMENT)
def test_an_environment_that_cannot_work_is_refused(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], message: str
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ConfigurationError, match=message) as caught:
        AuthPIAdmin()
    check_no_secret(caught.value)


async def test_all_of_it_may_come_from_the_environment(monkeypatch: pytest.MonkeyPatch, mocked_api: MockedApi) -> None:
    monkeypatch.setenv("AUTHPI_KEY_ID", "key_2")
    monkeypatch.setenv("AUTHPI_KEY_SECRET", "from the environment")
    monkeypatch.setenv("AUTHPI_ACCOUNT_ID", "acc_2")
    monkeypatch.setenv("AUTHPI_BASE_URL", "http://127.0.0.1:8787/core/")
    mocked_api.respond_with(page())
    async with AuthPIAdmin() as admin:
        await admin.webhooks.list()
    assert str(mocked_api.request.url) == "http://127.0.0.1:8787/core/v1/accounts/acc_2/webhooks"
    assert mocked_api.request.headers["Authorization"] == basic("key_2", "from the environment")


def basic(key_id: str, secret: str) -> str:
    return f"Basic {b64encode(f'{key_id}:{secret}'.encode()).decode()}"


async def test_a_token_may_come_from_the_environment_and_be_replaced(
    monkeypatch: pytest.MonkeyPatch, mocked_api: MockedApi
) -> None:
    monkeypatch.setenv("AUTHPI_ACCESS_TOKEN", "first")
    mocked_api.respond_with(response(401), response(data={"accounts": []}))
    async with AuthPIAdmin(on_token_expired=lambda: "second") as admin:
        await admin.whoami()
    assert [request.headers["Authorization"] for request in mocked_api.requests] == ["Bearer first", "Bearer second"]


async def test_what_is_passed_goes_before_the_environment(
    monkeypatch: pytest.MonkeyPatch, mocked_api: MockedApi
) -> None:
    monkeypatch.setenv("AUTHPI_KEY_ID", "key_2")  # and no secret, which nobody asks for
    for name in ("ACCESS_TOKEN", "ACCOUNT_ID", "BASE_URL"):
        monkeypatch.setenv(f"AUTHPI_{name}", "not looked at")
    mocked_api.respond_with(page())
    async with AuthPIAdmin(api_key=KEY, account_id="acc_1", base_url=BASE_URL) as admin:
        await admin.webhooks.list()
    assert str(mocked_api.request.url) == f"{BASE_URL}/v1/accounts/acc_1/webhooks"
    assert mocked_api.request.headers["Authorization"] == basic(*KEY)


async def test_without_an_address_requests_go_to_the_api(mocked_api: MockedApi) -> None:
    mocked_api.respond_with(page())
    async with AuthPIAdmin(access_token=f" {MARK} ", account_id="acc_1") as admin:
        await admin.webhooks.list()
    assert str(mocked_api.request.url) == "https://api.authpi.com/v1/accounts/acc_1/webhooks"
    assert mocked_api.request.headers["Authorization"] == f"Bearer {MARK}"


async def test_an_address_may_have_a_port_and_a_path(connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.respond_with(page())
    await connect(base_url="https://[::1]:8443/a%20b//").webhooks.list()
    assert str(mocked_api.request.url) == "https://[::1]:8443/a%20b/v1/accounts/acc_1/webhooks"


@pytest.mark.parametrize("credential", [GOOD, TOKEN])
async def test_a_client_shows_and_gives_away_no_secret(connect: Connect, credential: dict[str, Any]) -> None:
    admin = connect(**credential)
    assert repr(admin) == f"AuthPIAdmin(base_url={BASE_URL!r})"
    parts: list[object] = [admin, admin.core, admin.issuer("i_1"), admin.webhooks]
    for part in parts:
        assert MARK not in repr(part)
        assert MARK not in str(vars(part) if hasattr(part, "__dict__") else part)
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
            with pytest.raises(TypeError, match="pickle"):
                pickle.dumps(part, protocol)
        with pytest.raises(TypeError, match="a credential cannot be pickled"):
            copy.deepcopy(part)
