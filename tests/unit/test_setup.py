"""Creating a client: valid options, the errors of invalid ones, and that no secret shows."""

from __future__ import annotations

import copy
import pickle
import traceback
from base64 import b64encode
from functools import partial
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from helpers.mocked_api import BASE_URL, KEY, page, response

from authpi_admin import AuthPIAdmin, ConfigurationError

if TYPE_CHECKING:
    from helpers.mocked_api import Connect, MockedApi

MARK = "marked-secret"
TOKEN = {"access_token": f"{MARK}-token"}
GOOD = {"api_key": ("key_1", MARK)}

REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "no credential": ({}, "pass api_key=.* or access_token=.*, or set AUTHPI_KEY_ID"),
    "two credentials": (GOOD | TOKEN, "two credentials: pass either"),
    "a key that is a string": ({"api_key": f"key_1:{MARK}"}, r"api_key must be a pair, \("),
    "a key that is a mapping": ({"api_key": {"key_1": MARK}}, "api_key must be a pair, "),
    "one part": ({"api_key": (MARK,)}, "a pair of two non-empty, printable strings"),
    "three parts": ({"api_key": ("key_1", MARK, MARK)}, "a pair of two non-empty, printable strings"),
    "no key id": ({"api_key": ("", MARK)}, "a pair of two non-empty, printable strings"),
    "no secret": ({"api_key": ("key_1", "")}, "a pair of two non-empty, printable strings"),
    "a secret that is None": ({"api_key": ("key_1", None)}, "a pair of two non-empty, printable strings"),
    "a secret with half a surrogate pair": (
        {"api_key": ("key_1", f"{MARK}\ud800")},
        "a pair of two non-empty, printable strings",
    ),
    "a secret with a line break": ({"api_key": ("key_1", f"{MARK}\n")}, "a pair of two non-empty, printable strings"),
    "an id of another kind": ({"api_key": ("acc_1", MARK)}, 'starts with "key_"'),
    "parts in the wrong order": ({"api_key": (MARK, "key_1")}, 'the first part .* starts with "key_"'),
    "a key id with a colon": ({"api_key": ("key_1:", MARK)}, 'starts with "key_"'),
    "an empty token": ({"access_token": ""}, "an access token must be a non-empty string"),
    "a blank token": ({"access_token": "  "}, "an access token must be a non-empty string"),
    "a token with a line break": ({"access_token": f"{MARK}\r\n"}, "an access token must be a non-empty string"),
    "a token that is not ASCII": ({"access_token": f"{MARK}é"}, "an access token must be a non-empty string"),
    "a token that is bytes": ({"access_token": MARK.encode()}, "an access token must be a non-empty string"),
    "a callback for a function that returns keys": (
        {"api_key": partial(tuple, GOOD["api_key"]), "on_token_expired": partial(str, MARK)},
        "on_token_expired requires access_token",
    ),
    "a callback that is a number": (TOKEN | {"on_token_expired": 3}, "on_token_expired must be a function"),
    "an account that is a number": (GOOD | {"account_id": 5}, "account_id must be the id of an account, a non-empty"),
    "a synchronous client": (
        GOOD | {"http_client": object.__new__(httpx.Client)},
        "http_client must be an httpx.AsyncClient",
    ),
    "a class of clients": (GOOD | {"http_client": httpx.AsyncClient}, "http_client must be an httpx.AsyncClient"),
    "an empty URL": (GOOD | {"base_url": ""}, "base_url must be the API's URL, for example"),
    "a default idempotency key": (GOOD | {"default_headers": {"Idempotency-Key": "k"}}, "is for one call"),
    "a client that is a number": (GOOD | {"http_client": 3}, "http_client must be an httpx.AsyncClient"),
    "a URL without a scheme": (GOOD | {"base_url": "core-api.test"}, "base_url must be the API's URL, for example"),
    "a URL that is an httpx.URL": (
        GOOD | {"base_url": httpx.URL(BASE_URL)},
        "base_url must be the API's URL, for example",
    ),
    "another scheme": (GOOD | {"base_url": "ftp://core-api.test"}, "not 'ftp://core-api.test'"),
    "no host": (GOOD | {"base_url": "https://:443"}, "base_url must be the API's URL, for example"),
    "a URL with a query": (GOOD | {"base_url": f"{BASE_URL}?x=1"}, "without credentials, query and fragment"),
    "a URL with an empty query": (GOOD | {"base_url": f"{BASE_URL}?"}, "without credentials, query and fragment"),
    "a URL with a fragment": (GOOD | {"base_url": f"{BASE_URL}#x"}, "without credentials, query and fragment"),
    "a URL with a user": (
        GOOD | {"base_url": f"https://me:{MARK}@core-api.test"},
        "not a URL with a user name or password",
    ),
    "a URL with a password": (
        GOOD | {"base_url": f"https://:{MARK}@core-api.test"},
        "not a URL with a user name or password",
    ),
    "a URL with a blank": (GOOD | {"base_url": f" {BASE_URL}"}, "base_url must be the API's URL, for example"),
    "a URL with a line break": (GOOD | {"base_url": f"{BASE_URL}\n"}, "base_url must be the API's URL, for example"),
    "an invalid IPv6 address": (GOOD | {"base_url": "https://[::1"}, "base_url must be the API's URL, for example"),
    "an invalid port": (GOOD | {"base_url": f"{BASE_URL}:99999"}, "base_url must be the API's URL, for example"),
    "an IPv4 address out of range": (GOOD | {"base_url": "http://999.1.1.1"}, "not 'http://999.1.1.1'"),
    "a short IPv4 address": (GOOD | {"base_url": "http://1.2.3"}, "not 'http://1.2.3'"),
    "an address of a future version": (GOOD | {"base_url": "http://[v1.fe80]"}, "base_url must be the API's URL"),
    "a host with a character that is not allowed": (GOOD | {"base_url": "http://a<b"}, "not 'http://a<b'"),
    "a host with an empty label": (GOOD | {"base_url": "http://a..b"}, "not 'http://a..b'"),
    "a host that is invalid Punycode": (GOOD | {"base_url": "http://xn--"}, "not 'http://xn--'"),
    "a host label that is too long": (GOOD | {"base_url": f"http://{'a' * 64}.test"}, "base_url must be the API's URL"),
    "a timeout that overflows": (GOOD | {"timeout": 10**400}, "timeout must be .* at most 1000000000, not that"),
    "a deadline that overflows": (GOOD | {"deadline": 10**400}, "deadline must be .* at most 1000000000, not that"),
    "no connections": (GOOD | {"max_connections": 0}, "max_connections must be an integer of 1 or more, not 0"),
    "no bytes": (GOOD | {"max_response_bytes": 0}, "max_response_bytes must be a number of bytes"),
    "a negative budget": (GOOD | {"retries": {"budget": -1}}, "a budget of 0 or more retries or None"),
    "a timeout of 0": (GOOD | {"timeout": 0}, "timeout must be a number of seconds, greater than 0"),
    "a negative timeout": (GOOD | {"timeout": -1.0}, "timeout must be a number of seconds, greater than 0"),
    "a timeout of None": (GOOD | {"timeout": None}, "timeout must be a number of seconds, greater than 0"),
    "an infinite timeout": (GOOD | {"timeout": float("inf")}, "timeout must be a number of seconds, greater than 0"),
    "a timeout that is not a number": (
        GOOD | {"timeout": float("nan")},
        "timeout must be a number of seconds, greater than 0",
    ),
    "a timeout that is a string": (GOOD | {"timeout": "30"}, "timeout must be a number of seconds, greater than 0"),
    "a timeout that is a bool": (GOOD | {"timeout": True}, "timeout must be a number of seconds, greater than 0"),
    "a negative deadline": (GOOD | {"deadline": -1}, "deadline must be a number of seconds, greater than 0"),
    "a deadline with phases": (
        GOOD | {"deadline": httpx.Timeout(5)},
        "deadline must be a number of seconds, greater than 0",
    ),
    "a negative number of retries": (GOOD | {"retries": -1}, "a number of retries, or"),
    "retries as a string": (GOOD | {"retries": "3"}, "a number of retries, or"),
    "retries as a list": (GOOD | {"retries": [3]}, "retries must be True, False, a number"),
    "an unknown option of retries": (GOOD | {"retries": {"limits": 3}}, "retries must be True, False, a number"),
    "a negative limit": (GOOD | {"retries": {"limit": -1}}, "a limit of 0 or more"),
    "a fractional limit": (GOOD | {"retries": {"limit": 1.5}}, "a limit of 0 or more"),
    "a negative delay": (GOOD | {"retries": {"delay": -0.1}}, "a delay of 0 seconds or more"),
    "an infinite delay": (GOOD | {"retries": {"delay": float("inf")}}, "a delay of 0 seconds or more"),
    "an unknown backoff": (GOOD | {"retries": {"backoff": ["linear"]}}, 'a backoff of "exponential" or "linear"'),
    "a header value with a space at its end": (
        GOOD | {"default_headers": {"X-A": "1 "}},
        "the header 'X-A' is invalid",
    ),
    "a header without a name": (GOOD | {"default_headers": {"": "x"}}, "default_headers: the header ''"),
    "a header with a line break": (GOOD | {"default_headers": {"X-A": "1\r\nX-B: 2"}}, "the header 'X-A' is invalid"),
}


@pytest.mark.parametrize(("options", "message"), REFUSED.values(), ids=REFUSED)
def test_invalid_option(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigurationError, match=message) as caught:
        AuthPIAdmin(**options)
    check_no_secret(caught.value)


def check_no_secret(error: BaseException) -> None:
    """Look for the secret in a traceback with local variables, but not in the frame of the test itself."""
    frames = error.__traceback__.tb_next if error.__traceback__ else None
    shown = traceback.TracebackException(type(error), error, frames, capture_locals=True)
    assert MARK not in "".join(shown.format())
    assert MARK not in repr(error.__context__)


ENVIRONMENT = {
    "no key id": ({"AUTHPI_KEY_SECRET": MARK}, "set both AUTHPI_KEY_ID and AUTHPI_KEY_SECRET, or neither"),
    "no secret": ({"AUTHPI_KEY_ID": "key_1"}, "set both AUTHPI_KEY_ID and AUTHPI_KEY_SECRET, or neither"),
    "an empty secret": ({"AUTHPI_KEY_ID": "key_1", "AUTHPI_KEY_SECRET": ""}, "set both"),
    "two": ({"AUTHPI_KEY_ID": "key_1", "AUTHPI_KEY_SECRET": MARK, "AUTHPI_ACCESS_TOKEN": MARK}, "two credentials"),
    "empty variables": (
        {"AUTHPI_KEY_ID": "", "AUTHPI_KEY_SECRET": "", "AUTHPI_ACCESS_TOKEN": ""},
        "there is no credential",
    ),
    "an invalid URL": (
        {"AUTHPI_ACCESS_TOKEN": MARK, "AUTHPI_BASE_URL": "localhost:80"},
        "base_url must be the API's URL",
    ),
}


@pytest.mark.parametrize(("variables", "message"), ENVIRONMENT.values(), ids=ENVIRONMENT)
def test_invalid_environment(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], message: str) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ConfigurationError, match=message) as caught:
        AuthPIAdmin()
    check_no_secret(caught.value)


async def test_options_from_the_environment(monkeypatch: pytest.MonkeyPatch, mocked_api: MockedApi) -> None:
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


async def test_access_token_from_the_environment_is_renewed(
    monkeypatch: pytest.MonkeyPatch, mocked_api: MockedApi
) -> None:
    monkeypatch.setenv("AUTHPI_ACCESS_TOKEN", "first")
    mocked_api.respond_with(response(401), response(data={"accounts": []}))
    async with AuthPIAdmin(on_token_expired=lambda: "second") as admin:
        await admin.whoami()
    assert [request.headers["Authorization"] for request in mocked_api.requests] == ["Bearer first", "Bearer second"]


async def test_argument_overrides_the_environment(monkeypatch: pytest.MonkeyPatch, mocked_api: MockedApi) -> None:
    monkeypatch.setenv("AUTHPI_KEY_ID", "key_2")  # without a secret, which would be an error
    for name in ("ACCESS_TOKEN", "ACCOUNT_ID", "BASE_URL"):
        monkeypatch.setenv(f"AUTHPI_{name}", "ignored")
    mocked_api.respond_with(page())
    async with AuthPIAdmin(api_key=KEY, account_id="acc_1", base_url=BASE_URL) as admin:
        await admin.webhooks.list()
    assert str(mocked_api.request.url) == f"{BASE_URL}/v1/accounts/acc_1/webhooks"
    assert mocked_api.request.headers["Authorization"] == basic(*KEY)


async def test_default_base_url(mocked_api: MockedApi) -> None:
    mocked_api.respond_with(page())
    async with AuthPIAdmin(access_token=f" {MARK} ", account_id="acc_1") as admin:
        await admin.webhooks.list()
    assert str(mocked_api.request.url) == "https://api.authpi.com/v1/accounts/acc_1/webhooks"
    assert mocked_api.request.headers["Authorization"] == f"Bearer {MARK}"


async def test_base_url_with_a_port_and_a_path(connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.respond_with(page())
    await connect(base_url="https://[::1]:8443/a%20b//").webhooks.list()
    assert str(mocked_api.request.url) == "https://[::1]:8443/a%20b/v1/accounts/acc_1/webhooks"


@pytest.mark.parametrize("credential", [GOOD, TOKEN])
async def test_no_secret_in_reprs_pickles_and_copies(connect: Connect, credential: dict[str, Any]) -> None:
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
