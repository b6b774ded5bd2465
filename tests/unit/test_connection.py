"""Opening and closing connections, injected HTTP clients, forks, and the headers of requests."""

from __future__ import annotations

import asyncio
import gc
import os
import traceback
from typing import TYPE_CHECKING, Any

import httpx
import httpx2
import pytest
from helpers.mocked_api import BASE_URL, KEY, page, response
from helpers.programs import run

from authpi_admin import AioHttpClient, AuthPIAdmin, ClosedClientError, ConfigurationError, UnexpectedError
from authpi_admin._http import connection

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from helpers.clock import FakeClock
    from helpers.mocked_api import Connect, MockedApi

LIST = "GET /v1/accounts/acc_1/webhooks"


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> list[httpx.AsyncClient]:
    """The HTTP clients that were closed so far."""
    clients: list[httpx.AsyncClient] = []
    aclose = httpx.AsyncClient.aclose

    async def noted(client: httpx.AsyncClient) -> None:
        clients.append(client)
        await aclose(client)

    monkeypatch.setattr(httpx.AsyncClient, "aclose", noted)
    return clients


async def leave_context(admin: AuthPIAdmin) -> None:
    async with admin as entered:
        assert entered is admin


@pytest.mark.parametrize("end", [AuthPIAdmin.aclose, AuthPIAdmin.close, leave_context])
async def test_call_of_a_closed_client(
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
    await end(admin)  # has no effect

    for client in (admin, copy):
        with pytest.raises(ClosedClientError, match="create a new AuthPIAdmin") as caught:
            await client.webhooks.list()
        assert (caught.value.method, caught.value.path) == ("GET", "/v1/accounts/acc_1/webhooks")
        assert (caught.value.error, caught.value.status_code, caught.value.retryable) == ("client_closed", 0, False)
        with pytest.raises(ClosedClientError):
            await anext(client.webhooks.list_all())
    assert mocked_api.lines == ["GET /v1/accounts/acc_1/webhooks"]
    assert len(closed) == 1


async def test_closing_an_unused_client_opens_no_connection(
    admin: AuthPIAdmin, closed: list[httpx.AsyncClient]
) -> None:
    await admin.aclose()
    assert closed == []


async def test_closing_ends_running_calls(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
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


def test_second_event_loop_raises(mocked_api: MockedApi) -> None:
    mocked_api.server = lambda _: page()
    admin = AuthPIAdmin(api_key=KEY, account_id="acc_1", base_url=BASE_URL)
    asyncio.run(admin.webhooks.list())
    with pytest.raises(ConfigurationError, match=r"another event loop: create one in each event loop"):
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
        data = b'{"type": "api_key", "accounts": [], "organizations": [], "port": %d}' % self.client_address[1]
        body = b'{"data": ' + data + b'}'
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


def test_client_after_a_fork() -> None:
    # Python 3.12 warns of a fork beside other threads, here those of the server.
    child, parent, status = run(FORK, "-W", "ignore::DeprecationWarning")
    assert (len({*child}), len({*parent}), status) == (1, 1, 0)
    assert child[0] != parent[0]  # each has a connection of its own, and keeps it


def pretend_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the client see another process id, and run what is registered to run in a child process."""
    monkeypatch.setattr(os, "getpid", lambda: -1)
    monkeypatch.setattr(connection, "_of_parent_process", [])
    vars(connection)["_keep_objects_of_parent"]()


async def test_child_process_does_not_close_the_connections_of_its_parent(
    connect: Connect, mocked_api: MockedApi, closed: list[httpx.AsyncClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    mocked_api.server = lambda _: page()
    used, unused = connect(), connect()
    for admin in (used, unused):
        await admin.webhooks.list()
    with monkeypatch.context() as child:
        pretend_fork(child)
        await unused.aclose()
        assert closed == []
        with pytest.raises(ClosedClientError):
            await unused.webhooks.list()
        await used.webhooks.list()
        await used.aclose()
        assert len(closed) == 1


async def test_injected_client_cannot_be_used_in_a_child_process(
    connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor by another `AuthPIAdmin` that was not used before the fork."""
    async with httpx.AsyncClient(transport=httpx.MockTransport(lambda _: page())) as http_client:
        used, unused = connect(http_client=http_client), connect(http_client=http_client)
        await used.webhooks.list()
        with monkeypatch.context() as child:
            pretend_fork(child)
            for admin in (used, unused):
                with pytest.raises(
                    ConfigurationError, match=r"was used before the process forked.*create both in each"
                ):
                    await admin.webhooks.list()


async def test_injected_client_whose_first_user_was_collected_cannot_be_used_in_a_child_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    options: dict[str, Any] = {"api_key": KEY, "account_id": "acc_1", "base_url": BASE_URL}
    async with httpx.AsyncClient(transport=httpx.MockTransport(lambda _: page())) as http_client:
        await AuthPIAdmin(http_client=http_client, **options).webhooks.list()
        gc.collect()
        with monkeypatch.context() as child:
            pretend_fork(child)
            with pytest.raises(ConfigurationError, match="was used before the process forked"):
                await AuthPIAdmin(http_client=http_client, **options).webhooks.list()


async def test_injected_client_keeps_its_settings_and_stays_open(connect: Connect, mocked_api: MockedApi) -> None:
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


async def test_injected_client_follows_no_redirect(connect: Connect) -> None:
    elsewhere = httpx.Response(302, headers={"Location": "https://elsewhere.test/"})
    transport = httpx.MockTransport(lambda request: elsewhere if request.url.host == "core-api.test" else page())
    async with httpx.AsyncClient(transport=transport, follow_redirects=True) as http_client:
        with pytest.raises(UnexpectedError, match="302 found"):
            await connect(http_client=http_client).webhooks.list()


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
async def test_reserved_headers_cannot_be_replaced(place: str, connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.server = lambda _: response(data={})
    plain, given = connect(), connect(default_headers=RESERVED) if place == "default_headers" else connect()
    body: Any = {}
    await plain.notes.create(body, idempotency_key="k")
    await given.notes.create(body, idempotency_key="k", headers=RESERVED if place == "headers" else None)
    first, second = (dict(request.headers) for request in mocked_api.requests)
    assert first == second
    assert {*RESERVED.values()}.isdisjoint(second.values())


async def test_header_of_the_call_overrides_the_default(connect: Connect, mocked_api: MockedApi) -> None:
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
    + [{"X": value} for value in (" ", "\t", " a", "a ", "a\t", "a\nb", "a\r", "\x00", "\x7f", "ü", "\ud800")],
)
async def test_invalid_header_sends_no_request(headers: Any, connect: Connect, mocked_api: MockedApi) -> None:
    with pytest.raises(ValueError, match=r"the header .* is invalid: a name must be a token"):
        await connect(account_id=None).webhooks.list(headers=headers)
    assert mocked_api.requests == []


async def test_invalid_proxy_is_a_configuration_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "http://user:the-password")  # httpx raises InvalidURL with this text
    async with AuthPIAdmin(api_key=KEY, account_id="acc_1", base_url=BASE_URL) as admin:
        with pytest.raises(
            ConfigurationError, match=r"cannot be created \(InvalidURL\): check the proxies .*ALL_PROXY"
        ) as caught:
            await admin.webhooks.list()
    assert "the-password" not in "".join(traceback.format_exception(caught.value))


async def test_closing_goes_on_when_aclose_is_cancelled(connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go = asyncio.Event(), asyncio.Event()
    http_client = AioHttpClient()

    async def slow(client: AioHttpClient) -> None:
        begun.set()
        await go.wait()
        client.is_closed = True

    monkeypatch.setattr(AioHttpClient, "aclose", slow)
    admin = connect(http_client=http_client)
    closing = asyncio.create_task(admin.aclose())
    await begun.wait()
    closing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await closing
    go.set()
    await admin.aclose()
    assert http_client.is_closed


class Client(httpx.AsyncClient):
    """A subclass that has the name of the synchronous client of httpx."""


@pytest.mark.parametrize("kind", [httpx.AsyncClient, httpx2.AsyncClient, Client])
async def test_injected_client_is_recognised_by_its_send_method(kind: Any, connect: Connect) -> None:
    library: Any = httpx2 if kind is httpx2.AsyncClient else httpx

    def server(_: object) -> Any:
        return library.Response(200, json={"data": [], "has_more": False})

    transport = library.MockTransport(server)
    async with kind(transport=transport) as http_client:
        assert (await connect(http_client=http_client).webhooks.list()).data == []


@pytest.mark.parametrize("library", [httpx, httpx2])
async def test_closed_injected_client_raises_at_once(library: Any, connect: Connect, clock: FakeClock) -> None:
    http_client = library.AsyncClient()
    await http_client.aclose()
    with pytest.raises(ClosedClientError, match="the http_client is closed: create a new one") as caught:
        await connect(http_client=http_client).webhooks.list()
    assert (caught.value.attempts, caught.value.retryable, clock.waits) == (0, False, [])


@pytest.mark.parametrize("raised", [AssertionError("expected two users"), RuntimeError("x"), httpx.InvalidURL("x")])
async def test_other_exceptions_propagate_untouched_at_once(
    raised: Exception, connect: Connect, mocked_api: MockedApi, clock: FakeClock
) -> None:
    def fail(_: httpx.Request) -> httpx.Response:
        raise raised

    mocked_api.server = fail
    with pytest.raises(type(raised)) as caught:
        await connect().webhooks.list()
    assert caught.value is raised
    assert [frame.name for frame in traceback.extract_tb(caught.value.__traceback__)][-1] == "fail"
    assert (len(mocked_api.requests), clock.waits) == (1, [])


@pytest.mark.parametrize("used_in", ["id", "query"])
async def test_url_that_is_too_long_sends_no_request(used_in: str, connect: Connect, mocked_api: MockedApi) -> None:
    admin, text = connect(), "x" * 66_000
    with pytest.raises(ValueError, match=r"the URL of the request has 66,\d+ characters; at most 65,536 can be sent"):
        await (admin.notes.get(text) if used_in == "id" else admin.notes.list(cursor=text))
    assert mocked_api.requests == []


async def test_call_at_the_gate_of_a_client_that_is_closed_meanwhile() -> None:
    sent: list[httpx.Request] = []

    async def respond(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        await asyncio.sleep(0.02)
        return page()

    http_client = httpx.AsyncClient(transport=httpx.MockTransport(respond))
    async with AuthPIAdmin(
        api_key=KEY, account_id="acc_1", base_url=BASE_URL, http_client=http_client, max_connections=1
    ) as admin:
        first, second = (asyncio.create_task(admin.webhooks.list()) for _ in range(2))
        await asyncio.sleep(0.01)
        await http_client.aclose()
        await first
        with pytest.raises(ClosedClientError, match="the http_client is closed"):
            await second
    assert len(sent) == 1


@pytest.mark.parametrize(
    ("base_url", "sent"),
    [("http://bücher.example/a", "http://xn--bcher-kva.example/a"), ("http://h.test/ü b", "http://h.test/%C3%BC%20b")],
)
def test_base_url_is_ascii(base_url: str, sent: str) -> None:
    assert repr(AuthPIAdmin(api_key=KEY, base_url=base_url.replace(" ", "%20"))) == f"AuthPIAdmin(base_url={sent!r})"


async def test_client_of_aiohttp_belongs_to_one_event_loop() -> None:
    http_client = AioHttpClient(verify=False)
    await http_client.open(BASE_URL)
    with pytest.raises(ConfigurationError, match="this AioHttpClient was used in another event loop"):
        await asyncio.to_thread(lambda: asyncio.run(http_client.open(BASE_URL)))
    await http_client.aclose()
