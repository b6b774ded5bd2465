"""Whose connections are used, by whom, and over what."""

from __future__ import annotations

import asyncio
import ssl
from pathlib import Path
from typing import TYPE_CHECKING

import helpers.fault_server as faults
import httpx
import pytest
from authpi_core.reading import NOTHING
from authpi_core.request import Request
from helpers.fault_scenario import TOKEN, FaultScenario
from helpers.fault_server import FaultServer
from helpers.http_clients import NO_TRUST
from helpers.programs import run
from helpers.proxy import Proxy

from authpi_admin import (
    AioHttpClient,
    ApiConnectionError,
    AuthPIAdmin,
    ClosedClientError,
    ConfigurationError,
    UnexpectedError,
)
from authpi_admin.testing import CoreAPI

if TYPE_CHECKING:
    from helpers.moments import Moments

HERE = Path(__file__).parent
TRUST = ssl.create_default_context(cafile=HERE / "authority.pem")


async def ask(admin: AuthPIAdmin, method: str = "DELETE") -> None:
    """Make a call that is not tried again where it may have been done."""
    await admin.core.send(Request("things", method, "/v1/things"), NOTHING)


@pytest.fixture
def certificate() -> ssl.SSLContext:
    """What a server on loopback shows."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(HERE / "loopback.pem")
    return context


@pytest.mark.parametrize("injects", [False, True])
async def test_connections_are_kept_and_ours_are_closed(*, injects: bool, stage: FaultScenario) -> None:
    http_client = stage.kind.make(5, NO_TRUST) if injects else None
    admin = stage.connect(http_client=http_client)
    for _ in range(5):
        await ask(admin)
    (connection,) = stage.server.tasks
    assert stage.server.connections == 1
    await admin.aclose()
    with pytest.raises(ClosedClientError):
        await ask(admin)
    if http_client is None or isinstance(http_client, AioHttpClient):
        await connection
    else:
        await ask(stage.connect(http_client=http_client))
        assert stage.server.connections == 1
        await http_client.aclose()


async def test_connections_that_the_server_has_closed_are_replaced(stage: FaultScenario) -> None:
    admin = stage.connect()
    for number in range(3):
        await ask(admin)
        stage.server.hang_up()
        await asyncio.wait(stage.server.tasks)
        assert stage.server.connections == number + 1


async def test_the_default_client_opens_50_connections_and_keeps_them() -> None:
    async with FaultServer() as server:
        server.choose = lambda _: faults.after(0.01)
        async with AuthPIAdmin(access_token=TOKEN, account_id="acc_1", base_url=server.url) as admin:
            for _ in range(2):
                await asyncio.gather(*(ask(admin) for _ in range(120)))
                assert (server.connections, server.most, len(server.tasks)) == (50, 50, 50)


def test_another_event_loop_is_refused() -> None:
    api = CoreAPI()
    with api.serve() as url, asyncio.Runner() as runner:
        admin = AuthPIAdmin(api_key=api.key, base_url=url)
        runner.run(admin.whoami())
        for call in (admin.whoami, admin.with_options(timeout=1).whoami, admin.aclose):
            with pytest.raises(ConfigurationError, match="another event loop"):
                asyncio.run(call())
        runner.run(admin.whoami())
        runner.run(admin.aclose())


FORK = """
import asyncio, json, os, sys, httpx
from authpi_admin import AuthPIAdmin, ConfigurationError

asyncio.BaseEventLoop.slow_callback_duration = property(lambda _: 60, lambda *_: None)  # a busy machine is no failure

async def ask(admin):
    try:
        return (await admin.whoami()).type
    except ConfigurationError as error:
        return "forked" in str(error)

def fork(admin):
    if os.fork() == 0:
        print(json.dumps(asyncio.run(ask(admin))), flush=True)
        os._exit(0)
    os.wait()

key, url = ("{key[0]}", "{key[1]}"), "{url}"
async def main():
    for uses_it_before in (False, True):
        async with httpx.AsyncClient() as http_client:
            admin = AuthPIAdmin(api_key=key, base_url=url, http_client=http_client)
            if uses_it_before:
                await admin.whoami()
            await asyncio.to_thread(fork, admin)
            print(json.dumps(await ask(admin)), flush=True)
asyncio.run(main())
"""


def test_an_injected_client_after_a_fork() -> None:
    api = CoreAPI()
    with api.serve() as url:
        # Python 3.12 warns of a fork beside other threads; nothing here takes a lock that one of them may hold.
        answers = run(FORK.format(key=api.key, url=url), "-W", "ignore::DeprecationWarning")
    assert answers == ["api_key", "api_key", True, "api_key"]


async def test_own_certificates(certificate: ssl.SSLContext, stage: FaultScenario, moments: Moments) -> None:
    async with FaultServer(tls=certificate) as server:
        admin = stage.connect(tls=TRUST, base_url=server.url)
        await ask(admin)
        await ask(stage.connect(tls=TRUST, base_url=server.url.replace("127.0.0.1", "localhost")))
        assert len(server.seen) == 2
        with pytest.raises(ApiConnectionError) as caught:
            await ask(stage.connect(tls=ssl.create_default_context(), base_url=server.url))
        assert len(server.seen) == 2
        assert caught.value.attempts == len(moments.waits) + 1 == 4


async def test_a_proxy_for_http(stage: FaultScenario) -> None:
    async with Proxy() as proxy, httpx.AsyncClient(proxy=proxy.url, verify=NO_TRUST) as http_client:
        await ask(stage.connect(http_client=http_client))
    assert proxy.lines == [f"DELETE {stage.server.url}/v1/things HTTP/1.1"]
    (seen,) = stage.server.seen
    assert (seen.path, seen.headers["authorization"]) == ("/v1/things", f"Bearer {TOKEN}")


async def test_a_proxy_for_https(certificate: ssl.SSLContext, stage: FaultScenario, moments: Moments) -> None:
    async with (
        FaultServer(tls=certificate) as server,
        Proxy() as proxy,
        httpx.AsyncClient(proxy=httpx.Proxy(proxy.url), verify=TRUST) as http_client,
    ):
        admin = stage.connect(http_client=http_client, base_url=server.url)
        proxy.refuses = True
        with pytest.raises(ApiConnectionError) as caught:
            await ask(admin)
        assert (caught.value.attempts, len(moments.waits), server.seen) == (4, 3, [])
        proxy.refuses = False
        await ask(admin)
    assert len(server.seen) == 1
    assert set(proxy.lines) == {f"CONNECT {server.url.removeprefix('https://')} HTTP/1.1"}


async def test_redirections_are_not_followed(stage: FaultScenario) -> None:
    async with FaultServer() as elsewhere:
        stage.server.will(faults.reply(307, headers={"Location": f"{elsewhere.url}/v1/things"}))
        async with httpx.AsyncClient(follow_redirects=True, verify=NO_TRUST) as http_client:
            with pytest.raises(UnexpectedError, match="307 temporary_redirect"):
                await ask(stage.connect(http_client=http_client))
    assert elsewhere.seen == []
