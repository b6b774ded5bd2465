"""The client over aiohttp: it is used, closed with the `AuthPIAdmin` that it was passed to, and repeats nothing."""

from __future__ import annotations

import asyncio
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from authpi_admin import AioHttpClient, ApiConnectionError, AuthPIAdmin, ConfigurationError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

BODY = b'{"data": {"type": "api_key", "accounts": [], "by": "aiohttp"}}'
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(BODY), BODY)


class Server:
    """A server on loopback that counts requests, and leaves them unanswered where it is told to."""

    def __init__(self) -> None:
        self.requests: list[bytes] = []
        self.answers = True

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while request := await reader.readuntil(b"\r\n\r\n"):
                self.requests.append(request)
                if not self.answers:
                    break
                writer.write(ANSWER)
        except asyncio.IncompleteReadError:
            pass
        finally:
            writer.close()


@asynccontextmanager
async def serving() -> AsyncGenerator[tuple[Server, str]]:
    server = Server()
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    async with listening:
        host, port = listening.sockets[0].getsockname()
        yield server, f"http://{host}:{port}"


@pytest.mark.parametrize(
    "wrong",
    [{"max_connections": count} for count in (0, -1, None, "5", True)]
    + [{"verify": value} for value in (None, 3, "x")],
)
def test_wrong_arguments(wrong: Any) -> None:
    with pytest.raises(ConfigurationError, match=f"{next(iter(wrong))} is "):
        AioHttpClient(**wrong)


async def test_the_client_over_aiohttp() -> None:
    http_client = AioHttpClient(verify=False, max_connections=5)
    assert isinstance(http_client, httpx.AsyncClient)
    async with serving() as (server, url):
        async with AuthPIAdmin(
            api_key=("key_1", "-"), account_id="acc_1", base_url=url, http_client=http_client
        ) as admin:
            for _ in range(2):
                assert (await admin.whoami()).model_extra == {"by": "aiohttp"}
            server.answers = False
            with pytest.raises(ApiConnectionError) as caught:
                await admin.notes.delete("note_1")
            assert caught.value.attempts == 1
        assert http_client.is_closed
        assert [request.split()[0] for request in server.requests] == [b"GET", b"GET", b"DELETE"]
        assert b"user-agent: authpi-admin/" in server.requests[0].lower()


@pytest.mark.parametrize("missing", ["aiohttp", "httpx_aiohttp"])
def test_without_the_extra_it_says_what_to_install(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(ImportError, match=rf'^{missing} is missing: pip install "authpi-admin\[aiohttp\]"$'):
        AioHttpClient()
