"""Proxies of the environment and of `AioHttpClient(proxy=…)`, and what errors say about them."""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import httpx2
import pytest
from authpi_core.reading import NOTHING
from authpi_core.request import Request
from helpers.fault_server import FaultServer
from helpers.http_clients import NO_TRUST
from helpers.proxy import Proxy

from authpi_admin import AioHttpClient, ApiConnectionError, AuthPIAdmin, ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Callable

    from helpers.fault_scenario import FaultScenario
    from helpers.moments import Moments

HERE = Path(__file__).parent
TRUST = ssl.create_default_context(cafile=HERE / "authority.pem")
PASSWORD = "p4ssword-of-the-proxy"  # noqa: S105 - opens nothing
WITH_PROXY: dict[str, Callable[[str], Any]] = {
    "httpx": lambda url: httpx.AsyncClient(proxy=url, verify=TRUST),
    "httpx2": lambda url: httpx2.AsyncClient(proxy=url, verify=TRUST),
    "aiohttp": lambda url: AioHttpClient(proxy=url, verify=TRUST),
}


async def delete(admin: AuthPIAdmin) -> None:
    await admin.core.send(Request("things", "DELETE", "/v1/things"), NOTHING)


def with_password(url: str) -> str:
    """Return the proxy's URL with a user name and a password."""
    return url.replace("http://", f"http://user:{PASSWORD}@")


@pytest.fixture
def certificate() -> ssl.SSLContext:
    """The certificate of a server on loopback."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(HERE / "loopback.pem")
    return context


async def test_http_goes_through_the_proxy_that_was_passed(stage: FaultScenario) -> None:
    async with Proxy() as proxy:
        http_client = WITH_PROXY[stage.kind.name](proxy.url)
        await delete(stage.connect(http_client=http_client))
        await http_client.aclose()
    assert proxy.lines == [f"DELETE {stage.server.url}/v1/things HTTP/1.1"]
    (seen,) = stage.server.seen
    assert seen.path == "/v1/things"


async def test_https_goes_through_a_tunnel_and_a_refused_tunnel_was_never_sent(
    certificate: ssl.SSLContext, stage: FaultScenario, moments: Moments
) -> None:
    async with FaultServer(tls=certificate) as server, Proxy() as proxy:
        http_client = WITH_PROXY[stage.kind.name](with_password(proxy.url))
        admin = stage.connect(http_client=http_client, base_url=server.url)
        proxy.refuses = True
        with pytest.raises(ApiConnectionError) as caught:
            await delete(admin)
        assert (caught.value.attempts, len(moments.waits), server.seen) == (4, 3, [])
        assert f"through the proxy {proxy.url.removeprefix('http://')}" in str(caught.value)
        shown = f"{caught.value!r} {caught.value} {caught.value.__cause__!r} {caught.value.__context__!r}"
        assert PASSWORD not in shown
        assert str(server.url) in shown
        proxy.refuses = False
        await delete(admin)
        await admin.aclose()
        await http_client.aclose()
    assert len(server.seen) == 1
    assert set(proxy.lines) == {f"CONNECT {server.url.removeprefix('https://')} HTTP/1.1"}


async def test_a_proxy_that_cannot_be_reached_is_named_without_its_password(stage: FaultScenario) -> None:
    async with FaultServer() as closed:
        url = closed.url
    http_client = WITH_PROXY[stage.kind.name](with_password(url))
    admin = stage.connect(http_client=http_client, retries=False)
    with pytest.raises(ApiConnectionError, match=f"through the proxy {url.removeprefix('http://')}") as caught:
        await delete(admin)
    assert PASSWORD not in f"{caught.value!r} {caught.value.__cause__!r} {caught.value.__context__!r} {http_client!r}"
    assert stage.server.seen == []
    await http_client.aclose()


VARIABLES = ["HTTP_PROXY", "http_proxy", "ALL_PROXY"]
DEFAULT_CLIENTS: dict[str, Callable[[], AioHttpClient | None]] = {
    "default": lambda: None,
    "aiohttp": lambda: AioHttpClient(verify=NO_TRUST),
}


@pytest.mark.parametrize("client", DEFAULT_CLIENTS)
@pytest.mark.parametrize("variable", VARIABLES)
@pytest.mark.parametrize("no_proxy", ["", "example.com", "127.0.0.1"])
async def test_the_proxy_of_the_environment_is_used_unless_no_proxy_excludes_the_host(
    client: str, variable: str, no_proxy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with FaultServer() as server, Proxy() as proxy:
        monkeypatch.setenv(variable, proxy.url)
        monkeypatch.setenv("NO_PROXY", no_proxy)
        async with AuthPIAdmin(
            access_token="token",  # noqa: S106 - opens nothing
            account_id="acc_1",
            base_url=server.url,
            http_client=DEFAULT_CLIENTS[client](),
        ) as admin:
            await delete(admin)
        assert len(server.seen) == 1
        assert len(proxy.lines) == (no_proxy != "127.0.0.1")


async def test_a_passed_proxy_comes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    async with FaultServer() as server, Proxy() as proxy:
        async with AuthPIAdmin(
            access_token="token",  # noqa: S106 - opens nothing
            account_id="acc_1",
            base_url=server.url,
            http_client=AioHttpClient(verify=NO_TRUST, proxy=proxy.url),
        ) as admin:
            await delete(admin)
        assert len(proxy.lines) == 1


async def test_a_proxy_of_the_environment_that_aiohttp_cannot_use_is_a_configuration_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ALL_PROXY", f"socks5://user:{PASSWORD}@127.0.0.1:1080")
    admin = AuthPIAdmin(access_token="token", http_client=AioHttpClient(verify=NO_TRUST))  # noqa: S106 - opens nothing
    with pytest.raises(ConfigurationError, match="SOCKS") as caught:
        await admin.whoami()
    assert PASSWORD not in f"{caught.value!r} {caught.value.__context__!r}"
    await admin.aclose()
