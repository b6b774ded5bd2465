"""`max_response_bytes` bounds what a response may hold, before and after decompression."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from typing import TYPE_CHECKING

import helpers.fault_server as faults
import pytest
from authpi_core.reading import one
from authpi_core.request import Request
from authpi_core.types import JsonObject

from authpi_admin import MalformedResponseError

if TYPE_CHECKING:
    from helpers.fault_scenario import FaultScenario

    from authpi_admin import AuthPIAdmin

MEBIBYTE = 2**20
PACKER = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
BOMB = b"".join([*(PACKER.compress(bytes(MEBIBYTE)) for _ in range(500)), PACKER.flush()])
"""500 MiB of zeros as gzip, half a megabyte."""
JSON = b'{"data": {"text": "%s"}}'


def encoded(content_encoding: str, body: bytes) -> faults.Fault:
    """Return a response with a `Content-Encoding`."""
    return faults.reply(200, body, {"Content-Type": "application/json", "Content-Encoding": content_encoding})


async def get(admin: AuthPIAdmin) -> JsonObject:
    return await admin.core.send(Request("things", "GET", "/v1/things"), one(JsonObject))


TOO_LONG = {
    "not compressed": faults.reply(200, JSON % (b"x" * 3 * MEBIBYTE)),
    "gzip": encoded("gzip", BOMB),
    "deflate": encoded("deflate", zlib.compress(bytes(10 * MEBIBYTE))),
    "an error": faults.reply(503, b"x" * 3 * MEBIBYTE),
}
NOT_REQUESTED = {
    "gzip twice": encoded("gzip, gzip", gzip.compress(gzip.compress(b"{}"))),
    "brotli": encoded("br", b"\x8b\x02\x80hello\x03"),
    "zstd": encoded("zstd", b"(\xb5/\xfd"),
}


@pytest.mark.parametrize("response", TOO_LONG)
async def test_a_response_that_is_too_long_is_not_read_to_its_end(response: str, stage: FaultScenario) -> None:
    admin = stage.connect(max_response_bytes=2 * MEBIBYTE)
    stage.server.will(TOO_LONG[response])
    tracemalloc.start()
    try:
        with pytest.raises(MalformedResponseError, match="more than 2,097,152 bytes") as caught:
            await get(admin)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(stage.server.seen) == 1
    assert caught.value.attempts == 1
    assert peak < 250 * MEBIBYTE  # one read of 64 KiB expands to 66 MiB, and decoders copy it
    assert stage.in_use(admin) == 0
    await get(admin)  # on another connection, or on this one after it was emptied


@pytest.mark.parametrize("response", NOT_REQUESTED)
async def test_an_encoding_that_was_not_requested_is_not_decoded(response: str, stage: FaultScenario) -> None:
    admin = stage.connect()
    stage.server.will(NOT_REQUESTED[response])
    with pytest.raises(MalformedResponseError, match="Content-Encoding"):
        await get(admin)
    assert len(stage.server.seen) == 1
    assert stage.server.seen[0].headers["accept-encoding"] == "gzip, deflate"
    assert stage.in_use(admin) == 0


async def test_a_response_as_long_as_the_limit_is_read(stage: FaultScenario) -> None:
    body = JSON % (b"x" * MEBIBYTE)
    for fault in (faults.reply(200, body), encoded("gzip", gzip.compress(body))):
        stage.server.will(fault, fault)
        assert len((await get(stage.connect(max_response_bytes=len(body))))["text"]) == MEBIBYTE
        with pytest.raises(MalformedResponseError):
            await get(stage.connect(max_response_bytes=len(body) - 1))
