"""How long a response may be, after decompression, and how much memory one that is longer takes."""

from __future__ import annotations

import gzip
import tracemalloc
from functools import cache
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from helpers.http_clients import KINDS, NO_TRUST, Kind
from helpers.loopback import serving
from helpers.mocked_api import response

from authpi_admin import AuthPIAdmin, MalformedResponseError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from helpers.clock import FakeClock
    from helpers.mocked_api import Connect, MockedApi

MIB = 2**20


class Stream(httpx.AsyncByteStream):
    """A body that httpx reads, and decompresses, as from a connection."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for start in range(0, len(self._content), 100):
            yield self._content[start : start + 100]


def identity(size: int) -> bytes:
    """Return the body of a successful `whoami` of this size in bytes."""
    body = b'{"data": {"type": "api_key", "accounts": []}, "x": "%s"}'
    return body % (b"x" * (size - len(body) + 2))


@pytest.mark.parametrize(("size", "is_accepted"), [(1000, True), (1001, False)])
@pytest.mark.parametrize("is_compressed", [True, False])
async def test_max_response_bytes_counts_the_decompressed_body(  # noqa: PLR0913 - the columns of the table
    size: int, *, is_accepted: bool, is_compressed: bool, connect: Connect, mocked_api: MockedApi, clock: FakeClock
) -> None:
    body = identity(size)
    content = gzip.compress(body) if is_compressed else body
    headers = {"Content-Encoding": "gzip"} if is_compressed else {}
    mocked_api.server = lambda _: httpx.Response(200, stream=Stream(content), headers=headers)
    for admin in (connect(max_response_bytes=1000), connect().with_options(max_response_bytes=1000)):
        if is_accepted:
            assert (await admin.whoami()).type == "api_key"
            continue
        with pytest.raises(MalformedResponseError, match=r"more than 1,000 bytes \(max_response_bytes\)") as caught:
            await admin.whoami()
        assert (caught.value.attempts, caught.value.status_code, caught.value.raw_body) == (1, 200, None)
    assert clock.waits == []


async def test_error_response_is_limited_too(connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.server = lambda _: response(503, error="x" * 2000)
    with pytest.raises(MalformedResponseError, match="more than 1,000 bytes") as caught:
        await connect(max_response_bytes=1000).whoami()
    assert (caught.value.attempts, caught.value.status_code) == (1, 503)


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "compress"])
async def test_compression_that_was_not_requested(encoding: str, connect: Connect, mocked_api: MockedApi) -> None:
    """Stacked encodings would multiply what one chunk expands to."""
    headers = {"Content-Encoding": encoding}
    mocked_api.server = lambda _: httpx.Response(200, stream=Stream(b""), headers=headers)
    with pytest.raises(MalformedResponseError, match=f"the response has the Content-Encoding '{encoding}'"):
        await connect().whoami()
    assert mocked_api.request.headers["Accept-Encoding"] == "gzip, deflate"


@cache
def bomb() -> bytes:
    return gzip.compress(b"\0" * (300 * MIB))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
async def test_gzip_bomb_is_not_decompressed_whole(kind: Kind) -> None:
    """300 kB of gzip that decompress to 300 MiB."""
    content = bomb()
    assert len(content) < 320_000
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(content)
    http_client: Any = kind.make(1, NO_TRUST)
    async with serving(head + content) as server:
        admin = AuthPIAdmin(api_key=("key_1", "-"), base_url=server.url, http_client=http_client)
        tracemalloc.start()
        try:
            with pytest.raises(MalformedResponseError, match=r"more than 67,108,864 bytes \(max_response_bytes\)"):
                await admin.whoami()
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        await admin.aclose()
        await http_client.aclose()
    assert peak < 200 * MIB  # the limit of 64 MiB, what the last chunk expands to, and what is imported
