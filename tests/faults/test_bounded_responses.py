"""`max_response_bytes` limits the body of a response, before and after decompression."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from typing import TYPE_CHECKING

import helpers.fault_server as faults
import pytest
from helpers.fault_scenario import get

from authpi_admin import MalformedResponseError

if TYPE_CHECKING:
    from helpers.fault_scenario import FaultScenario

MIB = 2**20
_compressor = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
BOMB = b"".join([*(_compressor.compress(bytes(MIB)) for _ in range(300)), _compressor.flush()])
"""300 MiB of zeros as gzip, 0.3 MB."""
JSON = b'{"data": {"text": "%s"}}'


def encoded(content_encoding: str, body: bytes) -> faults.Fault:
    """Return a response with a `Content-Encoding`."""
    return faults.reply(200, body, {"Content-Type": "application/json", "Content-Encoding": content_encoding})


TOO_LONG = {
    "not compressed": faults.reply(200, JSON % (b"x" * 3 * MIB)),
    "gzip": encoded("gzip", BOMB),
    "deflate": encoded("deflate", zlib.compress(bytes(10 * MIB))),
    "an error": faults.reply(503, b"x" * 3 * MIB),
}


@pytest.mark.parametrize("response", TOO_LONG)
async def test_response_that_is_too_long_is_not_read_to_its_end(response: str, scenario: FaultScenario) -> None:
    admin = scenario.connect(max_response_bytes=2 * MIB)
    scenario.server.plan(TOO_LONG[response])
    tracemalloc.start()
    try:
        with pytest.raises(MalformedResponseError, match=r"more than 2,097,152 bytes \(max_response_bytes\)") as caught:
            await get(admin)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(scenario.server.requests) == 1
    assert (caught.value.attempts, caught.value.raw_body) == (1, None)
    assert caught.value.status_code == (503 if response == "an error" else 200)
    assert peak < 250 * MIB  # one read of 64 KiB expands to 66 MiB, and decoders copy it
    assert scenario.in_use(admin) == 0
    await get(admin)  # on another connection, or on this one after it was emptied


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip, gzip", gzip.compress(gzip.compress(b"{}"))),  # multiplies what one chunk expands to
        ("br", b"\x8b\x02\x80hello\x03"),
        ("zstd", b"(\xb5/\xfd"),
        ("compress", b""),
    ],
)
async def test_encoding_that_was_not_requested_is_refused(encoding: str, body: bytes, scenario: FaultScenario) -> None:
    admin = scenario.connect()
    scenario.server.plan(encoded(encoding, body))
    with pytest.raises(MalformedResponseError, match="Content-Encoding"):
        await get(admin)
    (request,) = scenario.server.requests
    assert request.headers["accept-encoding"] == "gzip, deflate"
    assert scenario.in_use(admin) == 0


async def test_response_as_long_as_the_limit_is_read(scenario: FaultScenario) -> None:
    body = JSON % (b"x" * MIB)
    for fault in (faults.reply(200, body), encoded("gzip", gzip.compress(body))):
        scenario.server.plan(fault, fault)
        assert len((await get(scenario.connect(max_response_bytes=len(body))))["text"]) == MIB
        with pytest.raises(MalformedResponseError):
            await get(scenario.connect(max_response_bytes=len(body) - 1))
