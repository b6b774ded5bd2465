"""`AioHttpClient`: its settings, and that it sends each request once and is closed with its `AuthPIAdmin`."""

from __future__ import annotations

import ssl
import sys
from pathlib import Path
from typing import Any

import pytest
from helpers.loopback import serving

from authpi_admin import AioHttpClient, ApiConnectionError, AuthPIAdmin, ConfigurationError

BODY = b'{"data": {"type": "api_key", "accounts": [], "by": "aiohttp"}}'
CERTIFICATE = Path(__file__).parents[1] / "faults/loopback.pem"
RESPONSE = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(BODY), BODY)


def make_admin(url: str, http_client: AioHttpClient) -> AuthPIAdmin:
    return AuthPIAdmin(api_key=("key_1", "-"), account_id="acc_1", base_url=url, http_client=http_client, retries=False)


@pytest.mark.parametrize(
    ("options", "message"),
    [({"max_connections": count}, "max_connections must be an integer of 1 or more") for count in (0, -1, "5", True)]
    + [({"verify": value}, "verify must be True, False or an ssl.SSLContext") for value in (None, 3, "x")]
    + [({"proxy": value}, "the proxy must be a URL") for value in ("socks5://127.0.0.1:1", "http://", "http://a:x")],
)
def test_invalid_arguments(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        AioHttpClient(**options)


async def test_requests_over_aiohttp() -> None:
    http_client = AioHttpClient(verify=False, max_connections=5)
    async with serving(RESPONSE) as server:
        async with make_admin(server.url, http_client) as admin:
            for _ in range(2):
                assert (await admin.whoami()).model_extra == {"by": "aiohttp"}
            server.response = None
            with pytest.raises(ApiConnectionError) as caught:
                await admin.notes.delete("note_1")
            assert caught.value.attempts == 1
        assert http_client.is_closed
        assert [request.split()[0] for request in server.requests] == [b"GET", b"GET", b"DELETE"]
        assert b"user-agent: authpi-admin/" in server.requests[0].lower()


def test_missing_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "aiohttp", None)
    with pytest.raises(ImportError, match=r'^aiohttp is missing: pip install "authpi-admin\[aiohttp\]"$') as caught:
        AioHttpClient()
    assert caught.value.name == "aiohttp"


@pytest.mark.parametrize("content", [None, "no certificate"])
async def test_invalid_certificate_file_is_a_configuration_error(
    content: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "authorities.pem"
    if content is not None:
        path.write_text(content)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    for http_client in (AioHttpClient(), None):
        admin = AuthPIAdmin(api_key=("key_1", "-"), base_url="https://127.0.0.1:9", http_client=http_client)
        with pytest.raises(ConfigurationError, match=r"check the proxies and certificates .* SSL_CERT_FILE"):
            await admin.whoami()
        await admin.aclose()


async def test_error_says_what_happened() -> None:
    async with serving(None) as server, make_admin(server.url, AioHttpClient()) as admin:
        with pytest.raises(ApiConnectionError, match=r"no response from http://127\.0\.0\.1:\d+ \(ServerDisconn"):
            await admin.whoami()
    async with make_admin(server.url, AioHttpClient()) as admin:  # which has been stopped
        with pytest.raises(ApiConnectionError, match=r"\(ClientConnectorError: .*Connect"):
            await admin.whoami()


async def test_certificate_that_is_not_trusted() -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    async with (
        serving(RESPONSE, tls=context) as server,
        make_admin(server.url, AioHttpClient(verify=ssl.create_default_context())) as admin,
    ):
        with pytest.raises(ApiConnectionError, match="certificate verification failed: "):
            await admin.whoami()
