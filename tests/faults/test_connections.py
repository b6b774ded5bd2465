"""Connections: which are kept and closed, certificates, proxies, and what errors say about them."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import ssl
from typing import TYPE_CHECKING, Any

import helpers.fault_server as faults
import httpx
import httpx2
import pytest
from helpers.fault_scenario import TOKEN, delete, server_certificate, trusting
from helpers.fault_server import FaultServer
from helpers.http_clients import NO_TRUST
from helpers.proxy import Proxy

from authpi_admin import (
    AioHttpClient,
    ApiConnectionError,
    ApiTimeoutError,
    AuthPIAdmin,
    ClosedClientError,
    ConfigurationError,
    UnexpectedError,
)
from authpi_admin._http import httpx as httpx_module

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from helpers.fault_scenario import FaultScenario
    from helpers.virtual_time import VirtualTime

PASSWORD = "p4ssword-of-the-proxy"  # noqa: S105 - of a test


def connect(url: str, http_client: AioHttpClient | None = None) -> AuthPIAdmin:
    return AuthPIAdmin(access_token=TOKEN, account_id="acc_1", base_url=url, http_client=http_client)


async def failure(admin: AuthPIAdmin, message: str) -> ApiConnectionError:
    with pytest.raises(ApiConnectionError, match=message) as caught:
        await delete(admin)
    return caught.value


@pytest.mark.parametrize("is_injected", [False, True])
async def test_connections_are_kept_and_only_own_ones_are_closed(*, is_injected: bool, scenario: FaultScenario) -> None:
    http_client = scenario.kind.make(5, NO_TRUST) if is_injected else None
    admin = scenario.connect(http_client=http_client)
    for _ in range(5):
        await delete(admin)
    (connection,) = scenario.server.tasks
    assert scenario.server.connections == 1
    await admin.aclose()
    with pytest.raises(ClosedClientError):
        await delete(admin)
    if http_client is None or isinstance(http_client, AioHttpClient):
        await connection
    else:
        await delete(scenario.connect(http_client=http_client))
        assert scenario.server.connections == 1
        await http_client.aclose()


async def test_connections_that_the_server_has_closed_are_replaced(scenario: FaultScenario) -> None:
    admin = scenario.connect()
    for number in range(3):
        await delete(admin)
        scenario.server.disconnect_all()
        await asyncio.wait(scenario.server.tasks)
        assert scenario.server.connections == number + 1


async def test_default_client_opens_50_connections_and_closes_unused_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    async with FaultServer() as server:
        server.choose = lambda _: faults.respond_after(0.01)
        async with connect(server.url) as admin:
            for _ in range(2):
                await asyncio.gather(*(delete(admin) for _ in range(120)))
                assert (server.connections, server.most_connections, len(server.tasks)) == (50, 50, 50)
            monkeypatch.setattr(httpx_module, "_KEEP_ALIVE", 0)
            await delete(admin)
            async with asyncio.timeout(10):
                while len(server.tasks) > 3:  # noqa: ASYNC110 - connections are closed in tasks
                    await asyncio.sleep(0.01)


async def test_certificates(scenario: FaultScenario, virtual_time: VirtualTime) -> None:
    async with FaultServer(tls=server_certificate()) as server:
        for url in (server.url, server.url.replace("127.0.0.1", "localhost")):
            await delete(scenario.connect(tls=trusting(), base_url=url))
        untrusting = scenario.connect(tls=ssl.create_default_context(), base_url=server.url)
        message = "certificate verification failed: unable to get local issuer certificate"
        error = await failure(untrusting, message)
        assert not isinstance(error, ApiTimeoutError)
        assert error.attempts == len(virtual_time.waits) + 1 == 4
        assert len(server.requests) == 2


@pytest.mark.parametrize("http_client", [None, AioHttpClient], ids=["default", "aiohttp"])
@pytest.mark.parametrize("content", [None, "no certificate"], ids=["missing", "invalid"])
async def test_invalid_ssl_cert_file_is_a_configuration_error(
    http_client: type[AioHttpClient] | None, content: str | None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "certificates.pem"
    if content is not None:
        file.write_text(content)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    async with connect("https://127.0.0.1:9", http_client() if http_client else None) as admin:
        for _ in range(2):
            with pytest.raises(ConfigurationError, match=r"check the proxies and certificates .* SSL_CERT_FILE"):
                await delete(admin)


@pytest.mark.parametrize("fault", [None, faults.close_before, faults.reset_after], ids=["refused", "closed", "reset"])
async def test_lost_connection_is_not_called_a_timeout(fault: faults.Fault | None, scenario: FaultScenario) -> None:
    if fault is None:
        scenario.server.refuse()
    else:
        scenario.server.plan(fault)
    error = await failure(scenario.connect(retries=fault is not None), "no response from http://127.0.0.1:.*")
    assert not isinstance(error, ApiTimeoutError)
    assert "imeout" not in str(error)
    assert fault is not None or "Connect" in str(error)
    assert len(scenario.server.requests) == (fault is not None)  # a DELETE whose response is lost is not repeated


async def test_redirects_are_not_followed(scenario: FaultScenario) -> None:
    async with FaultServer() as elsewhere, httpx.AsyncClient(follow_redirects=True, verify=NO_TRUST) as following:
        redirect = faults.reply(307, headers={"Location": f"{elsewhere.url}/v1/things"})
        for admin in (scenario.connect(), scenario.connect(http_client=following)):
            scenario.server.plan(redirect)
            with pytest.raises(UnexpectedError, match="307 temporary_redirect"):
                await delete(admin)
    assert elsewhere.requests == []


@pytest.mark.parametrize("closes", [False, True], ids=["open", "closed"])
async def test_cancelled_tls_handshake_closes_its_socket(*, closes: bool) -> None:
    """Anyio closes the socket of a handshake that fails, but not of one that is cancelled."""
    started, ended = asyncio.Event(), asyncio.Event()

    async def never_shake_hands(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readexactly(1)
        started.set()
        await reader.read()
        ended.set()
        writer.close()

    server = await asyncio.start_server(never_shake_hands, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    gc.disable()  # the collector would close the socket
    try:
        async with server, asyncio.timeout(10), connect(f"https://127.0.0.1:{port}") as admin:
            call = asyncio.create_task(delete(admin))
            await started.wait()
            call.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await call
            if closes:
                await admin.aclose()
            await ended.wait()
    finally:
        gc.enable()


WITH_PROXY: dict[str, Callable[[str], Any]] = {
    "httpx": lambda url: httpx.AsyncClient(proxy=url, verify=trusting()),
    "httpx2": lambda url: httpx2.AsyncClient(proxy=url, verify=trusting()),
    "aiohttp": lambda url: AioHttpClient(proxy=url, verify=trusting()),
}


def with_password(url: str) -> str:
    """Return the proxy's URL with a user name and a password."""
    return url.replace("http://", f"http://user:{PASSWORD}@")


async def test_proxy_for_http(scenario: FaultScenario) -> None:
    async with Proxy() as proxy:
        http_client = WITH_PROXY[scenario.kind.name](proxy.url)
        await delete(scenario.connect(http_client=http_client))
        await http_client.aclose()
    assert proxy.lines == [f"DELETE {scenario.server.url}/v1/things HTTP/1.1"]
    (request,) = scenario.server.requests
    assert (request.path, request.headers["authorization"]) == ("/v1/things", f"Bearer {TOKEN}")


async def test_tunnel_for_https(scenario: FaultScenario, virtual_time: VirtualTime) -> None:
    async with FaultServer(tls=server_certificate()) as server, Proxy() as proxy:
        http_client = WITH_PROXY[scenario.kind.name](with_password(proxy.url))
        admin = scenario.connect(http_client=http_client, base_url=server.url)
        proxy.refuses = True
        error = await failure(admin, f"{server.url}.*through the proxy {proxy.url.removeprefix('http://')}")
        assert (error.attempts, len(virtual_time.waits), server.requests) == (4, 3, [])  # it was never sent
        assert PASSWORD not in f"{error!r} {error} {error.__cause__!r} {error.__context__!r}"
        proxy.refuses = False
        await delete(admin)
        await admin.aclose()
        await http_client.aclose()
    assert len(server.requests) == 1
    assert set(proxy.lines) == {f"CONNECT {server.url.removeprefix('https://')} HTTP/1.1"}


async def test_proxy_that_refuses_connections_is_named_without_its_password(scenario: FaultScenario) -> None:
    async with FaultServer() as closed:
        url = closed.url
    http_client = WITH_PROXY[scenario.kind.name](with_password(url))
    admin = scenario.connect(http_client=http_client, retries=False)
    error = await failure(admin, f"through the proxy {url.removeprefix('http://')}")
    assert PASSWORD not in f"{error!r} {error.__cause__!r} {error.__context__!r} {http_client!r}"
    assert scenario.server.requests == []
    await http_client.aclose()


DEFAULT_CLIENTS: dict[str, Callable[[], AioHttpClient | None]] = {
    "default": lambda: None,
    "aiohttp": lambda: AioHttpClient(verify=NO_TRUST),
}


@pytest.mark.parametrize("client", DEFAULT_CLIENTS)
@pytest.mark.parametrize("variable", ["HTTP_PROXY", "http_proxy", "ALL_PROXY"])
@pytest.mark.parametrize("no_proxy", ["", "example.com", "127.0.0.1"])
async def test_proxy_of_the_environment(
    client: str, variable: str, no_proxy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with FaultServer() as server, Proxy() as proxy:
        monkeypatch.setenv(variable, proxy.url)
        monkeypatch.setenv("NO_PROXY", no_proxy)
        async with connect(server.url, DEFAULT_CLIENTS[client]()) as admin:
            await delete(admin)
        assert len(server.requests) == 1
        assert len(proxy.lines) == (no_proxy != "127.0.0.1")


async def test_passed_proxy_overrides_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    async with FaultServer() as server, Proxy() as proxy:
        async with connect(server.url, AioHttpClient(verify=NO_TRUST, proxy=proxy.url)) as admin:
            await delete(admin)
        assert len(proxy.lines) == 1


async def test_socks_proxy_with_aiohttp_is_a_configuration_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", f"socks5://user:{PASSWORD}@127.0.0.1:1080")
    async with connect("http://127.0.0.1:9", AioHttpClient(verify=NO_TRUST)) as admin:
        with pytest.raises(ConfigurationError, match="SOCKS") as caught:
            await delete(admin)
    assert PASSWORD not in f"{caught.value!r} {caught.value.__context__!r}"
