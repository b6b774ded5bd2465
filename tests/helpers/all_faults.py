"""One fault of each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import helpers.fault_server as faults

if TYPE_CHECKING:
    from helpers.fault_server import Fault

ALL_FAULTS: dict[str, Fault] = {
    "closed before it was processed": faults.close_before,
    "response dropped": faults.close_after,
    "reset": faults.reset_after,
    "closed in the header": faults.close_in_header,
    "closed in the body": faults.close_in_body,
    "stalls": faults.stall_before,
    "stalls in the header": faults.stall_in_header,
    "stalls in the body": faults.stall_in_body,
    "drips": faults.drip(0.001),
    "too short": faults.wrong_length(7),
    "too long": faults.wrong_length(-7),
    "not HTTP": faults.garbage_after,
    "broken gzip": faults.broken_gzip_after,
    "hangs up": faults.hang_up_next,
    "refuses for a while": faults.refuse_for(0.02),
    "408": faults.reply(408),
    "429": faults.reply(429, headers={"Retry-After": "0"}),
    "500, HTML": faults.reply(500, b"<html>"),
    "502, 1 MB": faults.reply(502, b"x" * 1_000_000),
    "503, a list": faults.reply(503, b'["not", "an object"]'),
    "504, of the wrong shape": faults.reply(504, b'{"error": 5, "retryable": "yes", "retry_after": {}}'),
    "200, of the wrong shape": faults.reply(200, b'{"data": "of the wrong shape"}'),
}
