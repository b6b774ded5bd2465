"""`authpi_core` works alone: its plain client sends the requests of endpoint functions and parses the responses."""

from __future__ import annotations

import asyncio
import json
import pickle
import subprocess
import sys
from base64 import b64encode
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from authpi_core import operations as op
from authpi_core.client import CoreClient
from authpi_core.errors import UnexpectedStatus
from authpi_core.models import User
from helpers.document import DOCUMENT, SCHEMAS, example

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytest_httpx import HTTPXMock

BASE = "https://core-api.test"
USER = example(SCHEMAS["User"])
ETAG = '"41"'


class RecordedApi:
    """Records the requests of a client, and returns the same response for each."""

    def __init__(self) -> None:
        self.requests: list[httpx.Request] = []
        self.response = httpx.Response(200, json={"data": USER}, headers={"ETag": ETAG})
        self.http_client = httpx.AsyncClient(transport=httpx.MockTransport(self._take))

    def _take(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return self.response

    @property
    def request(self) -> httpx.Request:
        (request,) = self.requests
        return request

    def client(self, **options: Any) -> CoreClient:
        return CoreClient(base_url=BASE, http_client=self.http_client, **options)


@pytest.fixture
def wire() -> RecordedApi:
    return RecordedApi()


async def get_user(client: CoreClient, **options: Any) -> User:
    return await op.users_get(client, "acc_1", "i_1", "usr_1", **options)


@pytest.mark.parametrize(
    ("credential", "sent"),
    [
        ({"api_key": ("key_1", "geheim:é")}, ["Basic " + b64encode("key_1:geheim:é".encode()).decode()]),
        ({"access_token": "token-1"}, ["Bearer token-1"]),
        ({}, []),
    ],
)
async def test_credential_replaces_the_header_of_the_caller(
    wire: RecordedApi, credential: dict[str, Any], sent: list[str]
) -> None:
    headers = {"AUTHORIZATION": "Bearer other"} if credential else {}
    await get_user(wire.client(**credential), headers={**headers, "x-more": "1"})
    assert wire.request.headers.get_list("authorization") == sent
    assert wire.request.headers["x-more"] == "1"


def test_repr_shows_no_credential() -> None:
    shown = repr(CoreClient(api_key=("key_1", "geheim"), access_token="geheim"))  # noqa: S106 - not a real secret
    assert "geheim" not in shown


def test_default_base_url_is_that_of_the_document() -> None:
    assert CoreClient().base_url == DOCUMENT["servers"][0]["url"] == "https://api.authpi.com"


@pytest.mark.parametrize("base", [BASE, BASE + "/", BASE + "/below"])
async def test_base_url_may_end_with_a_slash_and_have_a_path(wire: RecordedApi, base: str) -> None:
    client = CoreClient(base_url=base, http_client=wire.http_client)
    await get_user(client)
    assert str(wire.request.url) == f"{base.rstrip('/')}/v1/accounts/acc_1/issuers/i_1/users/usr_1"


async def test_query_body_and_headers_of_requests(wire: RecordedApi) -> None:
    options: dict[str, Any] = {"if_match": ETAG, "idempotency_key": "key-1", "headers": {"if-match": '"0"'}}
    await op.users_update(wire.client(), "acc_1", "i_1", "usr_1", {"scopes": ["a"]}, **options)
    assert (wire.request.url.query, wire.request.content) == (b"", b'{"scopes":["a"]}')
    assert wire.request.headers.get_list("if-match") == [ETAG]
    assert wire.request.headers["idempotency-key"] == "key-1"
    assert wire.request.headers["content-type"] == "application/json"
    wire.response = httpx.Response(200, json={"data": [], "has_more": False})
    await op.users_list(wire.client(), "acc_1", "i_1", limit=2)
    assert (wire.requests[1].url.query, wire.requests[1].content) == (b"limit=2", b"")
    assert "content-type" not in wire.requests[1].headers


async def test_if_match_takes_a_model_that_was_read(wire: RecordedApi) -> None:
    client = wire.client()
    user = await get_user(client)
    assert (type(user), user.etag) == (User, ETAG)
    await op.users_delete(client, "acc_1", "i_1", "usr_1", if_match=user)
    assert wire.requests[1].headers["if-match"] == ETAG


async def test_unsuccessful_response_raises_with_its_status(wire: RecordedApi) -> None:
    wire.response = httpx.Response(404, content=b'{"error": "not_found"}')
    with pytest.raises(UnexpectedStatus, match="the response has the status 404") as caught:
        await get_user(wire.client())
    assert (caught.value.status_code, caught.value.content) == (404, b'{"error": "not_found"}')


@pytest.mark.parametrize("status", [200, 202, 204])
async def test_any_success_is_accepted_for_an_operation_without_a_result(wire: RecordedApi, status: int) -> None:
    wire.response = httpx.Response(status, content=b"" if status == 204 else b'{"data": {"deleted": true}}')
    await op.users_delete(wire.client(), "acc_1", "i_1", "usr_1")


PHASES = ("connect", "read", "write", "pool")


@pytest.mark.parametrize(
    ("own", "given", "expected"),
    [
        (30.0, None, dict.fromkeys(PHASES, 30.0)),
        (7.0, None, dict.fromkeys(PHASES, 7.0)),
        (7.0, 2.0, dict.fromkeys(PHASES, 2.0)),
        (30.0, httpx.Timeout(5.0, connect=1.0), dict.fromkeys(PHASES, 5.0) | {"connect": 1.0}),
    ],
)
async def test_timeout_of_the_call_overrides_that_of_the_client(
    wire: RecordedApi, own: float, given: Any, expected: dict[str, float]
) -> None:
    await get_user(wire.client(timeout=own), timeout=given)
    assert wire.request.extensions["timeout"] == expected


async def test_client_that_was_passed_stays_open(wire: RecordedApi) -> None:
    async with wire.client() as client:
        await get_user(client)
    assert not wire.http_client.is_closed
    await wire.http_client.aclose()


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[httpx.AsyncClient]]:
    """The HTTP clients that were created."""
    found: list[httpx.AsyncClient] = []
    make: Callable[..., httpx.AsyncClient] = httpx.AsyncClient

    def keep() -> httpx.AsyncClient:
        found.append(make())
        return found[-1]

    monkeypatch.setattr(httpx, "AsyncClient", keep)
    yield found
    assert all(client.is_closed for client in found)


async def test_default_http_client_is_created_once_on_first_use_and_closed(
    httpx_mock: HTTPXMock, made: list[httpx.AsyncClient]
) -> None:
    httpx_mock.add_response(json={"data": USER}, is_reusable=True)
    async with CoreClient(base_url=BASE) as client:
        assert made == []
        await get_user(client)
        await get_user(client)
        assert [one.is_closed for one in made] == [False]
    assert [one.is_closed for one in made] == [True]


async def test_closing_an_unused_client_creates_no_http_client(made: list[httpx.AsyncClient]) -> None:
    async with CoreClient():
        pass
    await CoreClient().aclose()
    assert made == []


ALONE = """
import asyncio, sys
sys.modules["authpi_admin"] = None
import httpx
from authpi_core import models, operations
from authpi_core.client import CoreClient

body = sys.stdin.read()

async def main():
    transport = httpx.MockTransport(lambda request: httpx.Response(200, text=body))
    async with httpx.AsyncClient(transport=transport) as http_client:
        client = CoreClient(api_key=("key_1", "secret"), http_client=http_client)
        user = await operations.users_get(client, "acc_1", "i_1", "usr_1")
        assert type(user) is models.User

asyncio.run(main())
for name in [*operations.__all__, *models.__all__]:
    getattr(operations if name in operations.__all__ else models, name)
sys.exit([name for name in sys.modules if name.startswith("authpi_admin.")] or None)
"""


def test_core_package_does_not_import_authpi_admin() -> None:
    command, body = [sys.executable, "-W", "error", "-c", ALONE], json.dumps({"data": USER})
    done = subprocess.run(command, input=body, check=False, capture_output=True, text=True)  # noqa: S603 - our own
    assert (done.returncode, done.stderr) == (0, "")


async def test_a_deadline_ends_a_request() -> None:
    async def never(_: httpx.Request) -> httpx.Response:
        await asyncio.Event().wait()
        raise AssertionError

    http_client = httpx.AsyncClient(transport=httpx.MockTransport(never))
    with pytest.raises(TimeoutError):
        await op.me_get(CoreClient(base_url="http://core-api.test", http_client=http_client), deadline=0.01)


def test_unexpected_status_repr_has_no_body() -> None:
    error = pickle.loads(pickle.dumps(UnexpectedStatus(500, b"a secret")))  # noqa: S301 - our own
    assert (error.content, "secret" in repr(error), str(error)) == (
        b"a secret",
        False,
        "the response has the status 500",
    )
