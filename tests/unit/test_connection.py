"""The life of a client's connections, and the headers that go over them."""

from __future__ import annotations

import asyncio
import os
import traceback
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from helpers.mocked_api import BASE_URL, KEY, response, page
from helpers.programs import run

from authpi_admin import AuthPIAdmin, ClosedClientError, ConfigurationError, UnexpectedError

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from helpers.mocked_api import Connect, MockedApi

LIST = "GET /v1/accounts/acc_1/webhooks"


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> list[httpx.AsyncClient]:
    """The HTTP clients that were closed."""
    clients: list[httpx.AsyncClient] = []
    aclose = httpx.AsyncClient.aclose

    async def noted(client: httpx.AsyncClient) -> None:
        clients.append(client)
        await aclose(client)

    monkeypatch.setattr(httpx.AsyncClient, "aclose", noted)
    return clients


async def by_leaving(admin: AuthPIAdmin) -> None:
    async with admin as entered:
        assert entered is admin


@pytest.mark.parametrize("end", [AuthPIAdmin.aclose, AuthPIAdmin.close, by_leaving])
async def test_a_closed_client(
    end: Callable[[AuthPIAdmin], Coroutine[Any, Any, None]],
    admin: AuthPIAdmin,
    mocked_api: MockedApi,
    closed: list[httpx.AsyncClient],
) -> None:
    mocked_api.respond_with(page())
    await admin.webhooks.list()
    copy = admin.with_options(timeout=5)
    await end(admin)
    assert len(closed) == 1
    await end(admin)  # once more does nothing

    for client in (admin, copy):
        with pytest.raises(ClosedClientError, match="make a new AuthPIAdmin") as caught:
            await client.webhooks.list()
        assert (caught.value.method, caught.value.path) == ("GET", "/v1/accounts/acc_1/webhooks")
        assert (caught.value.error, caught.value.status_code, caught.value.retryable) == ("client_closed", 0, False)
        with pytest.raises(ClosedClientError):
            await anext(client.webhooks.list_all())
    assert mocked_api.lines == ["GET /v1/accounts/acc_1/webhooks"]
    assert len(closed) == 1


async def test_closing_a_client_that_was_never_used(admin: AuthPIAdmin, closed: list[httpx.AsyncClient]) -> None:
    await admin.aclose()
    assert closed == []


async def test_closing_a_client_ends_its_calls(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    under_way, end = asyncio.Event(), asyncio.Event()

    async def server(_: httpx.Request) -> Exception:
        under_way.set()
        await end.wait()
        return httpx.ReadError("the socket was closed")

    mocked_api.server = server
    call = asyncio.create_task(admin.webhooks.list())
    await under_way.wait()
    await admin.aclose()
    end.set()
    with pytest.raises(ClosedClientError, match=LIST):
        await call
    assert mocked_api.lines == [LIST]


def test_a_second_event_loop_is_refused(mocked_api: MockedApi) -> None:
    mocked_api.server = lambda _: page()
    admin = AuthPIAdmin(api_key=KEY, account_id="acc_1", base_url=BASE_URL)
    asyncio.run(admin.webhooks.list())
    with pytest.raises(ConfigurationError, match=r"another event loop: make one in each event loop"):
        asyncio.run(admin.webhooks.list())
    assert len(mocked_api.requests) == 1
    with pytest.raises(ConfigurationError, match=r"and close it there"):
        asyncio.run(admin.aclose())


FORK = """
import asyncio, json, os, threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from authpi_admin import AuthPIAdmin

class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_GET(self):
        body = b'{"data": {"type": "api_key", "accounts": [], "port": %d}}' % self.client_address[1]
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *arguments): pass

server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
threading.Thread(target=server.serve_forever, daemon=True).start()
admin = AuthPIAdmin(api_key=("key_1", "secret"), base_url=f"http://127.0.0.1:{server.server_port}")
loop = asyncio.new_event_loop()

def port(run):
    return run(admin.whoami()).port

async def twice_and_close():
    async with admin:
        return [(await admin.whoami()).port for _ in range(2)]

ports = [port(loop.run_until_complete)]
if os.fork() == 0:
    print(json.dumps(asyncio.run(twice_and_close())), flush=True)
    os._exit(0)
_, status = os.wait()
ports.append(port(loop.run_until_complete))
loop.run_until_complete(admin.aclose())
loop.close()
print(json.dumps(ports), status, sep="\\n")
"""


def test_use_after_a_fork() -> None:
    # Python 3.12 warns of a fork beside other threads, here those of the server.
    child, parent, status = run(FORK, "-W", "ignore::DeprecationWarning")
    assert (len({*child}), len({*parent}), status) == (1, 1, 0)
    assert child[0] != parent[0]  # each has a connection of its own, and keeps it


def forked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Be another process, as far as a client can tell."""
    monkeypatch.setattr(os, "getpid", lambda: -1)


async def test_a_child_process_leaves_the_parents_connections_alone(
    connect: Connect, mocked_api: MockedApi, closed: list[httpx.AsyncClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    mocked_api.server = lambda _: page()
    used, unused = connect(), connect()
    for admin in (used, unused):
        await admin.webhooks.list()
    with monkeypatch.context() as child:
        forked(child)
        await unused.aclose()
        assert closed == []
        with pytest.raises(ClosedClientError):
            await unused.webhooks.list()
        await used.webhooks.list()
        await used.aclose()
        assert len(closed) == 1


async def test_an_injected_client_does_not_go_along_into_a_child_process(
    connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with httpx.AsyncClient(transport=httpx.MockTransport(lambda _: page())) as http_client:
        used, unused = connect(http_client=http_client), connect(http_client=http_client)
        await used.webhooks.list()
        with monkeypatch.context() as child:
            forked(child)
            with pytest.raises(ConfigurationError, match="was used before the process forked: make both in each"):
                await used.webhooks.list()
            await unused.webhooks.list()


async def test_an_injected_client_is_used_as_it_is_and_never_closed(connect: Connect, mocked_api: MockedApi) -> None:
    requests: list[httpx.Request] = []

    def handle(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return page()

    http_client = httpx.AsyncClient(
        transport=httpx.MockTransport(handle),
        auth=("someone", "else"),
        headers={"X-Proxy": "1", "Authorization": "Bearer other", "User-Agent": "other"},
        timeout=1.0,
    )
    async with connect(http_client=http_client) as admin:
        await admin.webhooks.list()
    with pytest.raises(ClosedClientError):
        await admin.webhooks.list()
    assert not http_client.is_closed
    (request,) = requests
    assert request.headers["X-Proxy"] == "1"
    assert request.headers["Authorization"].startswith("Basic a2V5XzE6")
    assert request.headers["User-Agent"].startswith("authpi-admin/")
    assert request.extensions["timeout"]["read"] == 30.0
    assert mocked_api.requests == []
    await http_client.aclose()


async def test_an_injected_client_follows_no_redirection(connect: Connect) -> None:
    elsewhere = httpx.Response(302, headers={"Location": "https://elsewhere.test/"})
    transport = httpx.MockTransport(lambda request: elsewhere if request.url.host == "core-api.test" else page())
    async with httpx.AsyncClient(transport=transport, follow_redirects=True) as http_client:
        with pytest.raises(UnexpectedError, match="302 found"):
            await connect(http_client=http_client).webhooks.list()


async def test_an_injected_client_that_belongs_to_us_is_closed(connect: Connect) -> None:
    class Ours(httpx.AsyncClient):
        closed_with_admin = True

    http_client = Ours(transport=httpx.MockTransport(lambda _: page()))
    async with connect(http_client=http_client) as admin:
        await admin.webhooks.list()
    assert http_client.is_closed


OURS = {
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
async def test_headers_that_no_caller_replaces(place: str, connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.server = lambda _: response(data={})
    plain, given = connect(), connect(default_headers=OURS) if place == "default_headers" else connect()
    body: Any = {}
    await plain.notes.create(body, idempotency_key="k")
    await given.notes.create(body, idempotency_key="k", headers=OURS if place == "headers" else None)
    first, second = (dict(request.headers) for request in mocked_api.requests)
    assert first == second
    assert {*OURS.values()}.isdisjoint(second.values())


async def test_headers_of_the_call_go_before_those_of_the_client(connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.server = lambda _: page()
    default = {"X-One": "1", "x-two": "2", "Accept": "application/json; q=1"}
    admin = connect(default_headers=default)
    await admin.webhooks.list(headers={"x-ONE": "one"})
    await admin.webhooks.list()
    assert [request.headers["X-One"] for request in mocked_api.requests] == ["one", "1"]
    assert [request.headers["X-Two"] for request in mocked_api.requests] == ["2", "2"]
    assert mocked_api.requests[0].headers.get_list("Accept") == ["application/json; q=1"]
    assert default == {"X-One": "1", "x-two": "2", "Accept": "application/json; q=1"}


@pytest.mark.parametrize(
    "headers",
    [{1: "x"}, {"X": 1}, {"X": None}, {"": "x"}, {"X Y": "x"}, {"X:": "x"}, {"X\n": "x"}, {"Ü": "x"}]
    + [{"X": value} for value in ("a\nb", "a\r", "\x00", "\x7f", "ü", "\ud800")],
)
async def test_headers_that_cannot_be_sent(headers: Any, connect: Connect, mocked_api: MockedApi) -> None:
    with pytest.raises(ValueError, match=r"the header .* cannot be sent"):
        await connect(account_id=None).webhooks.list(headers=headers)
    assert mocked_api.requests == []


async def test_a_proxy_that_is_none_is_a_wrong_set_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "http://user:the-password")  # whose port is none, says httpx, and shows it
    async with AuthPIAdmin(api_key=KEY, account_id="acc_1", base_url=BASE_URL) as admin:
        with pytest.raises(ConfigurationError, match=r"cannot be made \(InvalidURL\): look at .*ALL_PROXY") as caught:
            await admin.webhooks.list()
    assert "the-password" not in "".join(traceback.format_exception(caught.value))


async def test_closing_goes_on_where_it_is_cancelled() -> None:
    closed = asyncio.Event()
    begun = asyncio.Event()

    class Slow(httpx.AsyncClient):
        closed_with_admin = True

        async def aclose(self) -> None:
            begun.set()
            await asyncio.sleep(0)
            await super().aclose()
            closed.set()

    admin = AuthPIAdmin(api_key=KEY, http_client=Slow(transport=httpx.MockTransport(lambda _: httpx.Response(200))))
    closing = asyncio.create_task(admin.aclose())
    await begun.wait()
    closing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await closing
    await admin.aclose()
    assert closed.is_set()


async def test_a_key_among_the_headers_is_checked_too(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    with pytest.raises(ValueError, match="an idempotency key is 1 to 256"):
        await admin.issuers.create({"name": "a"}, headers={"Idempotency-Key": "k" * 257})
    assert mocked_api.requests == []
