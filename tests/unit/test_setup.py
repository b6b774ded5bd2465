"""Creating a client: valid options, errors for invalid ones, and no secrets in errors."""

from __future__ import annotations

import copy
import pickle
import traceback
from base64 import b64encode
from functools import partial
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from helpers.mocked_api import BASE_URL, KEY, identity, page, response

from authpi_admin import AioHttpClient, AuthPIAdmin, ConfigurationError

if TYPE_CHECKING:
    from helpers.mocked_api import MockedApi

MARK = "marked-secret"
TOKEN = {"access_token": f"{MARK}-token"}
GOOD = {"api_key": ("key_1", MARK)}
PAIR = "a pair of two non-empty, printable strings"
NO_TOKEN = "an access token must be a non-empty string"  # noqa: S105 - a message
NO_CLIENT = "http_client must be an httpx.AsyncClient"
NO_URL = "base_url must be the API's URL, for example"
SECONDS = "must be a number of seconds, greater than 0"
RETRIES = "retries must be True, False, a number of retries, or"


def options(name: str, message: str, *values: Any) -> list[tuple[dict[str, Any], str]]:
    """Return options with invalid values, each with a valid credential."""
    return [({**GOOD, name: value}, message) for value in values]


INVALID: list[tuple[dict[str, Any], str]] = [
    ({}, "pass api_key=.* or access_token=.*, or set AUTHPI_KEY_ID"),
    (GOOD | TOKEN, "two credentials: pass either"),
    *options("api_key", r"api_key must be a pair, \(", f"key_1:{MARK}", {"key_1": MARK}),
    *options("api_key", PAIR, (MARK,), ("key_1", MARK, MARK), ("", MARK), ("key_1", ""), ("key_1", None)),
    *options("api_key", PAIR, ("key_1", f"{MARK}\ud800"), ("key_1", f"{MARK}\n")),
    *options("api_key", 'the first part .* starts with "key_"', ("acc_1", MARK), (MARK, "key_1"), ("key_1:", MARK)),
    *(({"access_token": token}, NO_TOKEN) for token in ("", "  ", f"{MARK}\r\n", f"{MARK}é", MARK.encode())),
    (
        {"api_key": partial(tuple, GOOD["api_key"]), "on_token_expired": partial(str, MARK)},
        "on_token_expired requires access_token",
    ),
    (TOKEN | {"on_token_expired": 3}, "on_token_expired must be a function"),
    *options("account_id", "account_id must be the id of an account, a non-empty", 5),
    *options("http_client", NO_CLIENT, object.__new__(httpx.Client), httpx.AsyncClient, 3),
    *options("base_url", NO_URL, "", "core-api.test", httpx.URL(BASE_URL), "https://:443", f" {BASE_URL}"),
    *options("base_url", NO_URL, f"{BASE_URL}\n", "https://[::1", f"{BASE_URL}:99999", f"{BASE_URL}:0"),
    *options("base_url", NO_URL, "http://[v1.fe80]", f"http://{'a' * 64}.test"),
    *(
        (GOOD | {"base_url": url}, f"not {url!r}")
        for url in ("ftp://core-api.test", "http://999.1.1.1", "http://1.2.3", "http://a<b", "http://a..b")
    ),
    *options("base_url", "not 'http://xn--'", "http://xn--"),
    *options("base_url", "without credentials, query and fragment", f"{BASE_URL}?x=1", f"{BASE_URL}?", f"{BASE_URL}#x"),
    *options(
        "base_url",
        "not a URL with a user name or password",
        f"https://me:{MARK}@core-api.test",
        f"https://:{MARK}@core-api.test",
    ),
    *options("max_connections", "max_connections must be an integer of 1 or more, not", 0, 1.0),
    *options("max_response_bytes", "max_response_bytes must be a number of bytes", 0, "1"),
    *options("timeout", f"timeout {SECONDS}", 0, -1.0, None, float("inf"), float("nan"), "30"),
    ({**GOOD, "timeout": True}, f"timeout {SECONDS}"),
    *options("deadline", f"deadline {SECONDS}", -1, httpx.Timeout(5)),
    *options("timeout", "timeout must be .* at most 1000000000, not that", 10**400),
    *options("deadline", "deadline must be .* at most 1000000000, not that", 10**400),
    *options("retries", RETRIES, -1, "3", [3], {"limits": 3}),
    *options("retries", "a limit of 0 or more", {"limit": -1}, {"limit": 1.5}),
    *options("retries", "a delay of 0 seconds or more", {"delay": -0.1}, {"delay": float("inf")}),
    *options("retries", 'a backoff of "exponential" or "linear"', {"backoff": ["linear"]}),
    *options("retries", "a budget of 0 or more retries or None", {"budget": -1}),
    *options("default_headers", "the header 'X-A' is invalid", {"X-A": "1 "}, {"X-A": "1\r\nX-B: 2"}),
    *options("default_headers", "default_headers: the header ''", {"": "x"}),
    *options("default_headers", "is for one call", {"Idempotency-Key": "k"}),
]


@pytest.mark.parametrize(("given", "message"), INVALID)
def test_invalid_option(given: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigurationError, match=message) as caught:
        AuthPIAdmin(**given)
    check_no_secret(caught.value)


def check_no_secret(error: BaseException) -> None:
    """Look for the secret in a traceback with local variables, but not in the frame of the test itself."""
    frames = error.__traceback__.tb_next if error.__traceback__ else None
    shown = traceback.TracebackException(type(error), error, frames, capture_locals=True)
    assert MARK not in "".join(shown.format())
    assert MARK not in repr(error.__context__)


BOTH = "set both AUTHPI_KEY_ID and AUTHPI_KEY_SECRET, or neither"


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"KEY_SECRET": MARK}, BOTH),
        ({"KEY_ID": "key_1"}, BOTH),
        ({"KEY_ID": "key_1", "KEY_SECRET": ""}, BOTH),
        ({"KEY_ID": "key_1", "KEY_SECRET": f"{MARK}\n"}, PAIR),
        ({"ACCESS_TOKEN": f"{MARK}\n"}, NO_TOKEN),
        ({"KEY_ID": "key_1", "KEY_SECRET": MARK, "ACCESS_TOKEN": MARK}, "two credentials"),
        ({"KEY_ID": "", "KEY_SECRET": "", "ACCESS_TOKEN": ""}, "there is no credential"),
        ({"ACCESS_TOKEN": MARK, "BASE_URL": "localhost:80"}, "base_url must be the API's URL"),
    ],
)
def test_invalid_environment(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], message: str) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(f"AUTHPI_{name}", value)
    with pytest.raises(ConfigurationError, match=message) as caught:
        AuthPIAdmin()
    check_no_secret(caught.value)


async def test_options_from_the_environment(monkeypatch: pytest.MonkeyPatch, api: MockedApi) -> None:
    for name, value in {"KEY_ID": "key_2", "KEY_SECRET": "secret", "ACCOUNT_ID": "acc_2"}.items():
        monkeypatch.setenv(f"AUTHPI_{name}", value)
    monkeypatch.setenv("AUTHPI_BASE_URL", "http://127.0.0.1:8787/core/")
    api.server = lambda _: page()
    async with AuthPIAdmin() as admin:
        await admin.webhooks.list()
    assert str(api.request.url) == "http://127.0.0.1:8787/core/v1/accounts/acc_2/webhooks"
    assert api.request.headers["Authorization"] == basic("key_2", "secret")
    # Arguments override variables, even those that would be an error.
    monkeypatch.delenv("AUTHPI_KEY_SECRET")
    monkeypatch.setenv("AUTHPI_ACCESS_TOKEN", "ignored")
    await api.connect().webhooks.list()
    assert str(api.requests[1].url) == f"{BASE_URL}/v1/accounts/acc_1/webhooks"
    assert api.requests[1].headers["Authorization"] == basic(*KEY)


def basic(key_id: str, secret: str) -> str:
    return f"Basic {b64encode(f'{key_id}:{secret}'.encode()).decode()}"


async def test_access_token_from_the_environment_is_renewed(monkeypatch: pytest.MonkeyPatch, api: MockedApi) -> None:
    monkeypatch.setenv("AUTHPI_ACCESS_TOKEN", " first ")
    api.respond_with(response(401), identity())
    async with AuthPIAdmin(on_token_expired=lambda: "second") as admin:
        await admin.whoami()
    assert api.sent_headers("Authorization") == ["Bearer first", "Bearer second"]
    assert str(api.requests[0].url) == "https://api.authpi.com/v1/me"


@pytest.mark.parametrize(
    ("base_url", "sent"),
    [
        ("https://[::1]:8443/a%20b//", "https://[::1]:8443/a%20b"),
        ("http://bücher.example/a", "http://xn--bcher-kva.example/a"),
        ("http://bücher.example:81/ü", "http://xn--bcher-kva.example:81/%C3%BC"),
    ],
)
async def test_base_url_is_sent_in_ascii(base_url: str, sent: str, api: MockedApi) -> None:
    api.respond_with(identity())
    admin = api.connect(base_url=base_url)
    await admin.whoami()
    assert (repr(admin), api.request.url) == (f"AuthPIAdmin(base_url={sent!r})", httpx.URL(f"{sent}/v1/me"))


@pytest.mark.parametrize("credential", [GOOD, TOKEN])
async def test_no_secret_in_reprs_pickles_and_copies(credential: dict[str, Any], api: MockedApi) -> None:
    admin = api.connect(**credential)
    scope = admin.issuer("i_1").user("usr_1")
    parts: list[object] = [admin, admin.core, scope, scope.tokens, admin.webhooks, admin.with_options(timeout=1)]
    for part in parts:
        assert MARK not in f"{part}{part!r}"
        assert MARK not in str(vars(part) if hasattr(part, "__dict__") else part)
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
            with pytest.raises(TypeError, match="pickle"):
                pickle.dumps(part, protocol)
        with pytest.raises(TypeError, match="a credential cannot be pickled"):
            copy.deepcopy(part)


@pytest.mark.parametrize(
    ("given", "message"),
    [({"max_connections": count}, "max_connections must be an integer of 1 or more") for count in (0, -1, "5", True)]
    + [({"verify": value}, "verify must be True, False or an ssl.SSLContext") for value in (None, 3, "x")]
    + [({"proxy": value}, "the proxy must be a URL") for value in ("socks5://127.0.0.1:1", "http://", "http://a:x")],
)
def test_invalid_option_of_an_aiohttp_client(given: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        AioHttpClient(**given)
