"""Errors of certificates and of connections say what happened, with each HTTP client."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import ssl
from pathlib import Path
from typing import TYPE_CHECKING

import helpers.fault_server as faults
import pytest
from authpi_core.reading import NOTHING
from authpi_core.request import Request
from helpers.fault_server import FaultServer
from helpers.mocked_api import KEY

from authpi_admin import (
    AioHttpClient,
    ApiConnectionError,
    ApiTimeoutError,
    AuthPIAdmin,
    ConfigurationError,
    UnexpectedError,
)

if TYPE_CHECKING:
    from helpers.fault_scenario import FaultScenario

    from authpi_admin.types import HttpClient

HERE = Path(__file__).parent


async def delete(admin: AuthPIAdmin) -> None:
    await admin.core.send(Request("things", "DELETE", "/v1/things"), NOTHING)


async def failure(admin: AuthPIAdmin) -> ApiConnectionError:
    """Return the error of a call."""
    with pytest.raises(ApiConnectionError) as caught:
        await delete(admin)
    return caught.value


async def test_an_untrusted_certificate_is_named(stage: FaultScenario) -> None:
    certificate = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    certificate.load_cert_chain(HERE / "loopback.pem")
    async with FaultServer(tls=certificate) as server:
        trust = ssl.create_default_context(cafile=HERE / "authority.pem")
        await delete(stage.connect(tls=trust, base_url=server.url))
        error = await failure(stage.connect(tls=ssl.create_default_context(), base_url=server.url, retries=False))
        assert "certificate verification failed: unable to get local issuer certificate" in str(error)
        assert not isinstance(error, ApiTimeoutError)
        assert len(server.seen) == 1


async def test_a_refused_connection_is_named(stage: FaultScenario) -> None:
    stage.server.refuse()
    error = await failure(stage.connect(retries=False))
    assert not isinstance(error, ApiTimeoutError)
    assert "no response from http://127.0.0.1:" in str(error)
    assert "Connect" in str(error)


@pytest.mark.parametrize("fault", [faults.close_before, faults.reset_after], ids=["closed", "reset"])
async def test_a_dropped_connection_is_no_timeout(fault: faults.Fault, stage: FaultScenario) -> None:
    stage.server.will(fault)
    error = await failure(stage.connect())
    assert not isinstance(error, ApiTimeoutError)
    assert "imeout" not in str(error)
    assert len(stage.server.seen) == 1  # a DELETE whose response is lost is not repeated


@pytest.mark.parametrize("http_client", [None, AioHttpClient], ids=["default", "aiohttp"])
@pytest.mark.parametrize("content", [None, "no certificate"], ids=["missing", "invalid"])
async def test_a_wrong_ssl_cert_file_is_a_configuration_error_that_names_the_variable(
    http_client: type[AioHttpClient] | None, content: str | None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "certificates.pem"
    if content is not None:
        file.write_text(content)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    client: HttpClient | AioHttpClient | None = None if http_client is None else http_client()
    async with AuthPIAdmin(access_token="token", http_client=client) as admin:  # noqa: S106 - opens nothing
        with pytest.raises(ConfigurationError, match="SSL_CERT_FILE"):
            await admin.whoami()


@pytest.mark.parametrize(
    ("name", "value"), [("X", " a"), ("X", "a "), ("X", " "), ("X", "a\r\nb"), ("X", "é"), ("a b", "c"), ("", "c")]
)
async def test_an_invalid_header_is_refused_before_anything_is_sent(
    name: str, value: str, stage: FaultScenario
) -> None:
    admin = stage.connect()
    with pytest.raises(ValueError, match="header"):
        await admin.whoami(headers={name: value})
    assert stage.server.connections == 0


async def test_redirects_are_not_followed(stage: FaultScenario) -> None:
    async with FaultServer() as elsewhere:
        stage.server.will(faults.reply(307, headers={"Location": f"{elsewhere.url}/v1/things"}))
        with pytest.raises(UnexpectedError, match="307 temporary_redirect"):
            await delete(stage.connect())
    assert elsewhere.seen == []


@pytest.mark.parametrize("closes", [False, True], ids=["open", "closed"])
async def test_cancelled_tls_handshake_closes_its_socket(*, closes: bool) -> None:
    """Anyio closes the socket of a handshake that fails, but not of one that is cancelled."""
    ended = asyncio.Event()

    async def never_shake_hands(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        ended.set()
        writer.close()

    server = await asyncio.start_server(never_shake_hands, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    gc.disable()  # the collector would close the socket
    try:
        async with server, AuthPIAdmin(api_key=KEY, account_id="acc_1", base_url=f"https://127.0.0.1:{port}") as admin:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(0.3):
                    await admin.webhooks.list()
            if closes:
                await admin.aclose()
            async with asyncio.timeout(5):
                await ended.wait()
    finally:
        gc.enable()
