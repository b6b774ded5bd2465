"""Closing a client, injected HTTP clients, event loops and headers."""

from __future__ import annotations

import asyncio
import traceback
from typing import TYPE_CHECKING, Any

import httpx
import httpx2
import pytest
from helpers.mocked_api import BASE_URL, KEY, page, response

from authpi_admin import AioHttpClient, AuthPIAdmin, ClosedClientError, ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from helpers.mocked_api import MockedApi
    from pytest_httpx import HTTPXMock

LIST = "GET /v1/accounts/acc_1/webhooks"


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> list[httpx.AsyncClient]:
    """The HTTP clients that were closed so far."""
    clients: list[httpx.AsyncClient] = []
    aclose = httpx.AsyncClient.aclose

    async def recorded(client: httpx.AsyncClient) -> None:
        clients.append(client)
        await aclose(client)

    monkeypatch.setattr(httpx.AsyncClient, "aclose", recorded)
    return clients


async def leave_context(admin: AuthPIAdmin) -> None:
    async with admin as entered:
        assert entered is admin


@pytest.mark.parametrize("close", [AuthPIAdmin.aclose, AuthPIAdmin.close, leave_context])
async def test_call_of_a_closed_client(
    close: Callable[[AuthPIAdmin], Coroutine[Any, Any, None]], api: MockedApi, closed: list[httpx.AsyncClient]
) -> None:
    admin, unused = api.connect(), api.connect()
    await close(unused)
    assert closed == []  # no HTTP client was created
    api.respond_with(page())
    await admin.webhooks.list()
    copy = admin.with_options(timeout=5)
    await close(admin)
    assert len(closed) == 1
    await close(admin)  # has no effect

    for client in (admin, copy):
        with pytest.raises(ClosedClientError, match="create a new AuthPIAdmin") as caught:
            await client.webhooks.list()
        assert (caught.value.method, caught.value.path) == ("GET", "/v1/accounts/acc_1/webhooks")
        assert (caught.value.error, caught.value.status_code, caught.value.retryable) == ("client_closed", 0, False)
        with pytest.raises(ClosedClientError):
            await anext(client.webhooks.list_all())
    assert api.lines == [LIST]
    assert len(closed) == 1


async def test_closing_ends_running_calls(admin: AuthPIAdmin, api: MockedApi) -> None:
    end = asyncio.Event()

    async def server(_: httpx.Request) -> Exception:
        await end.wait()
        return httpx.ReadError("the socket was closed")

    api.server = server
    call = asyncio.create_task(admin.webhooks.list())
    await api.sent()
    await admin.aclose()
    end.set()
    with pytest.raises(ClosedClientError, match=LIST):
        await call
    assert api.lines == [LIST]


async def test_closing_continues_when_aclose_is_cancelled(api: MockedApi, monkeypatch: pytest.MonkeyPatch) -> None:
    started, go = asyncio.Event(), asyncio.Event()
    http_client = AioHttpClient()

    async def slow(client: AioHttpClient) -> None:
        started.set()
        await go.wait()
        client.is_closed = True

    monkeypatch.setattr(AioHttpClient, "aclose", slow)
    admin = api.connect(http_client=http_client)
    closing = asyncio.create_task(admin.aclose())
    await started.wait()
    closing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await closing
    go.set()
    await admin.aclose()
    assert http_client.is_closed


async def test_call_that_waits_at_the_gate_while_its_http_client_is_closed() -> None:
    arrived, go, sent = asyncio.Event(), asyncio.Event(), list[httpx.Request]()

    async def respond(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        arrived.set()
        await go.wait()
        return page()

    http_client = httpx.AsyncClient(transport=httpx.MockTransport(respond))
    async with AuthPIAdmin(
        api_key=KEY, account_id="acc_1", base_url=BASE_URL, http_client=http_client, max_connections=1
    ) as admin:
        first, second = (asyncio.create_task(admin.webhooks.list()) for _ in range(2))
        await arrived.wait()
        await http_client.aclose()
        go.set()
        await first
        with pytest.raises(ClosedClientError, match="the http_client is closed"):
            await second
    assert len(sent) == 1


def test_second_event_loop_raises(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(json={"data": [], "has_more": False}, is_reusable=True)
    admin = AuthPIAdmin(api_key=KEY, account_id="acc_1", base_url=BASE_URL)
    asyncio.run(admin.webhooks.list())
    for client in (admin, admin.with_options(timeout=1)):
        with pytest.raises(ConfigurationError, match=r"another event loop: create one in each event loop"):
            asyncio.run(client.webhooks.list())
    assert len(httpx_mock.get_requests()) == 1
    with pytest.raises(ConfigurationError, match=r"and close it there"):
        asyncio.run(admin.aclose())


async def test_aiohttp_client_belongs_to_one_event_loop() -> None:
    http_client = AioHttpClient(verify=False)
    await http_client.open(BASE_URL)
    with pytest.raises(ConfigurationError, match="this AioHttpClient was used in another event loop"):
        await asyncio.to_thread(lambda: asyncio.run(http_client.open(BASE_URL)))
    await http_client.aclose()


async def test_injected_client_keeps_its_settings_and_stays_open(api: MockedApi) -> None:
    requests: list[httpx.Request] = []

    def handle(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return page()

    http_client = httpx.AsyncClient(
        transport=httpx.MockTransport(handle),
        auth=("user", "password"),
        headers={"X-Proxy": "1", "Authorization": "Bearer other", "User-Agent": "other"},
        timeout=1.0,
    )
    async with api.connect(http_client=http_client) as admin:
        await admin.webhooks.list()
    with pytest.raises(ClosedClientError):
        await admin.webhooks.list()
    assert not http_client.is_closed
    (request,) = requests
    assert request.headers["X-Proxy"] == "1"
    assert request.headers["Authorization"].startswith("Basic a2V5XzE6")
    assert request.headers["User-Agent"].startswith("authpi-admin/")
    assert request.extensions["timeout"]["read"] == 30.0
    assert api.requests == []
    await http_client.aclose()


class Client(httpx.AsyncClient):
    """A subclass that has the name of the synchronous client of httpx."""


@pytest.mark.parametrize("kind", [httpx.AsyncClient, httpx2.AsyncClient, Client])
async def test_injected_client_is_recognised_by_its_send_method(kind: Any, api: MockedApi) -> None:
    library: Any = httpx2 if kind is httpx2.AsyncClient else httpx

    def server(_: object) -> Any:
        return library.Response(200, json={"data": [], "has_more": False})

    http_client = kind(transport=library.MockTransport(server))
    admin = api.connect(http_client=http_client)
    assert (await admin.webhooks.list()).data == []
    await http_client.aclose()
    with pytest.raises(ClosedClientError, match="the http_client is closed: create a new one") as caught:
        await admin.webhooks.list()
    assert (caught.value.attempts, caught.value.retryable, api.clock.waits) == (0, False, [])


@pytest.mark.parametrize("library", [httpx, httpx2])
async def test_cookie_that_cannot_be_sent_is_deleted(library: Any, api: MockedApi) -> None:
    cookies: list[str | None] = []

    def server(request: Any) -> Any:
        cookies.append(request.headers.get("Cookie"))
        headers = [(b"Set-Cookie", b"valid=1"), (b"Set-Cookie", b"invalid=\xe9")]
        return library.Response(200, headers=headers, json={"data": [], "has_more": False})

    async with library.AsyncClient(transport=library.MockTransport(server)) as http_client:
        admin = api.connect(http_client=http_client)
        for _ in range(2):
            await admin.webhooks.list()
    assert cookies == [None, "valid=1"]


RESERVED = {
    "authorization": "Bearer other",
    "Authorization": "Bearer another",
    "Host": "elsewhere.test",
    "USER-AGENT": "other",
    "Connection": "close",
    "Content-Length": "3",
    "Content-Type": "text/plain",
    "Transfer-Encoding": "chunked",
}


@pytest.mark.parametrize("place", ["default_headers", "headers"])
async def test_reserved_headers_cannot_be_replaced(place: str, api: MockedApi) -> None:
    api.server = lambda _: response(data={})
    plain, given = api.connect(), api.connect(default_headers=RESERVED if place == "default_headers" else None)
    body: Any = {}
    await plain.notes.create(body, idempotency_key="k")
    await given.notes.create(body, idempotency_key="k", headers=RESERVED if place == "headers" else None)
    first, second = (dict(request.headers) for request in api.requests)
    assert first == second
    assert {*RESERVED.values()}.isdisjoint(second.values())


async def test_header_of_the_call_overrides_the_default(api: MockedApi) -> None:
    api.server = lambda _: page()
    default = {"X-One": "1", "x-two": "2", "Accept": "application/json; q=1"}
    admin = api.connect(default_headers=default)
    await admin.webhooks.list(headers={"x-ONE": "one"})
    await admin.webhooks.list()
    assert (api.sent_headers("X-One"), api.sent_headers("X-Two")) == (["one", "1"], ["2", "2"])
    assert api.requests[0].headers.get_list("Accept") == ["application/json; q=1"]
    assert default == {"X-One": "1", "x-two": "2", "Accept": "application/json; q=1"}


@pytest.mark.parametrize(
    "headers",
    [{1: "x"}, {"X": 1}, {"X": None}, {"": "x"}, {"X Y": "x"}, {"X:": "x"}, {"X\n": "x"}, {"Ü": "x"}]
    + [{"X": value} for value in (" ", "\t", " a", "a ", "a\t", "a\nb", "a\r", "\x00", "\x7f", "ü", "\ud800")],
)
async def test_invalid_header_sends_no_request(headers: Any, api: MockedApi) -> None:
    with pytest.raises(ValueError, match=r"the header .* is invalid: a name must be a token"):
        await api.connect(account_id=None).webhooks.list(headers=headers)
    assert api.requests == []


async def test_invalid_proxy_is_a_configuration_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "http://user:the-password")  # httpx raises InvalidURL with this text
    message = r"cannot be created \(InvalidURL\): check the proxies .*ALL_PROXY"
    async with AuthPIAdmin(api_key=KEY, account_id="acc_1", base_url=BASE_URL) as admin:
        with pytest.raises(ConfigurationError, match=message) as caught:
            await admin.webhooks.list()
    assert "the-password" not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("raised", [AssertionError("expected two users"), RuntimeError("x"), httpx.InvalidURL("x")])
async def test_other_exceptions_propagate_unchanged(raised: Exception, admin: AuthPIAdmin, api: MockedApi) -> None:
    def fail(_: httpx.Request) -> httpx.Response:
        raise raised

    api.server = fail
    with pytest.raises(type(raised)) as caught:
        await admin.webhooks.list()
    assert caught.value is raised
    assert [frame.name for frame in traceback.extract_tb(caught.value.__traceback__)][-1] == "fail"
    assert (len(api.requests), api.clock.waits) == (1, [])


@pytest.mark.parametrize("part", ["id", "query"])
async def test_url_that_is_too_long_sends_no_request(part: str, admin: AuthPIAdmin, api: MockedApi) -> None:
    text = "x" * 66_000
    with pytest.raises(ValueError, match=r"the URL of the request has 66,\d+ characters; at most 65,536 can be sent"):
        await (admin.notes.get(text) if part == "id" else admin.notes.list(cursor=text))
    assert api.requests == []
