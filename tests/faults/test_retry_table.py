"""The retry table over sockets: a row for each failure, a column for each kind of request."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

import helpers.fault_server as faults
import httpx
import pytest
from authpi_core.reading import NOTHING
from authpi_core.request import Request
from helpers.http_clients import KINDS

from authpi_admin import (
    ApiConnectionError,
    ApiError,
    ApiTimeoutError,
    ConflictError,
    InternalServerError,
    NotFoundError,
    RateLimitError,
    UnexpectedError,
    errors,
    with_raw_response,
)

if TYPE_CHECKING:
    from helpers.fault_scenario import FaultScenario
    from helpers.fault_server import Fault
    from helpers.virtual_time import VirtualTime

SAFE, KEYED, OTHER = "GET, HEAD, OPTIONS", "a request with an Idempotency-Key", "any other"


@dataclass(frozen=True)
class Form:
    """A kind of request."""

    method: str
    column: str

    @property
    def request(self) -> Request:
        key = "key-of-the-caller" if self.column == KEYED and self.method != "POST" else None
        body = None if self.column == SAFE else {"name": "x"}
        return Request("things", self.method, "/v1/things/thing_1", body=body, idempotency_key=key)


FORMS = [
    *(Form(method, SAFE) for method in ("GET", "HEAD", "OPTIONS")),
    *(Form(method, KEYED) for method in ("POST", "PATCH", "DELETE", "PUT")),
    *(Form(method, OTHER) for method in ("PATCH", "DELETE", "PUT")),
]


@dataclass(frozen=True)
class Row:
    """A failure, which error it raises, and in which columns it is retried."""

    name: str
    fault: Fault
    error: type[ApiError]
    retried: frozenset[str]
    is_processed: bool = False
    in_body: bool = False


ALL, SAFELY, NEVER = frozenset({SAFE, KEYED, OTHER}), frozenset({SAFE, KEYED}), frozenset[str]()
LATER = {"Retry-After": "7"}
KINDS_OF_STATUS: dict[int, type[ApiError]] = {
    429: RateLimitError,
    408: UnexpectedError,
    409: ConflictError,
    404: NotFoundError,
    502: errors.BadGatewayError,
    503: errors.ServiceUnavailableError,
    504: errors.GatewayTimeoutError,
}


def status(code: int, retried: frozenset[str], headers: dict[str, str] | None = None) -> Row:
    name = f"{code}{' with Retry-After' if headers else ''}"
    return Row(name, faults.reply(code, b"", headers or {}), KINDS_OF_STATUS.get(code, ApiError), retried)


ROWS = [
    status(429, ALL),
    status(429, ALL, LATER),
    Row("closed before it was processed", faults.close_before, ApiConnectionError, SAFELY),
    *(
        Row(name, fault, error, SAFELY, is_processed=True)
        for name, fault, error in (
            ("response dropped", faults.close_after, ApiConnectionError),
            ("connection reset", faults.reset_after, ApiConnectionError),
            ("closed in the header", faults.close_in_header, ApiConnectionError),
            ("not HTTP", faults.garbage_after, ApiConnectionError),
            ("no response in time", faults.stall_before, ApiTimeoutError),
            ("header never ends", faults.stall_in_header, ApiTimeoutError),
        )
    ),
    *(
        Row(name, fault, error, SAFELY, is_processed=True, in_body=True)
        for name, fault, error in (
            ("closed in the body", faults.close_in_body, ApiConnectionError),
            ("body too short", faults.wrong_length(7), ApiConnectionError),
            ("body never ends", faults.stall_in_body, ApiTimeoutError),
            ("body drips for too long", faults.drip(3), ApiTimeoutError),
            ("broken gzip", faults.broken_gzip_after, ApiConnectionError),
        )
    ),
    *(status(code, SAFELY) for code in (408, 502, 503, 504)),
    status(503, SAFELY, LATER),
    status(409, frozenset({KEYED}), LATER),
    *(status(code, NEVER) for code in (301, 304, 400, 401, 402, 403, 404, 409, 410, 412, 422, 500, 501, 599)),
    Row("retryable: true", faults.reply(500, b'{"retryable": true}'), InternalServerError, NEVER, in_body=True),
    Row("retryable: false", faults.reply(429, b'{"retryable": false}'), RateLimitError, NEVER, in_body=True),
]
CELLS = [
    pytest.param(row, form, id=f"{row.name}-{form.method}{' with key' if form.column == KEYED else ''}")
    for row in ROWS
    for form in FORMS
    if not (row.in_body and form.method == "HEAD")
]


@pytest.mark.parametrize(("row", "form"), CELLS)
async def test_failure_is_retried_as_the_table_says(
    row: Row, form: Form, scenario: FaultScenario, virtual_time: VirtualTime
) -> None:
    admin, server = scenario.connect(), scenario.server
    server.plan(row.fault)
    is_retried = form.column in row.retried
    send = with_raw_response(admin.core.send)
    if is_retried:
        response = await send(form.request, NOTHING)
        assert response.attempts == 2
        assert virtual_time.waits == [7 if "Retry-After" in row.name else 1]
    else:
        with pytest.raises(row.error) as caught:
            await send(form.request, NOTHING)
        assert (caught.value.attempts, caught.value.method) == (1, form.method)
        assert caught.value.idempotency_key == server.requests[0].key
        assert virtual_time.waits == []
    assert len(server.requests) == 1 + is_retried
    assert len({request.key for request in server.requests}) == 1
    assert (server.requests[0].key is None) is (form.column != KEYED)
    if form.column == KEYED:
        assert len(server.handler.processed) == (is_retried or row.is_processed)
    scenario.figures["cells of the retry table"] += 1


EACH_FORM = pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.method}, {form.column}")


@EACH_FORM
async def test_refused_connections_are_retried(form: Form, scenario: FaultScenario, virtual_time: VirtualTime) -> None:
    admin = scenario.connect()
    scenario.server.refuse()
    virtual_time.during_wait = scenario.server.listen
    response = await with_raw_response(admin.core.send)(form.request, NOTHING)
    assert (response.attempts, len(scenario.server.requests)) == (2, 1)
    scenario.figures["cells of the retry table"] += 1


@EACH_FORM
@pytest.mark.parametrize("error", [ApiTimeoutError, ApiConnectionError])
async def test_failed_handshakes_are_retried(
    form: Form, error: type[ApiError], scenario: FaultScenario, virtual_time: VirtualTime
) -> None:
    admin = scenario.connect(base_url=scenario.server.url.replace("http:", "https:"))
    if error is ApiTimeoutError:
        scenario.server.on_connect = lambda: virtual_time.skip(28)  # past the limit of connecting, not of the attempt
    else:
        scenario.server.hang_ups = 10
    with pytest.raises(error) as caught:
        await admin.core.send(form.request, NOTHING)
    assert (caught.value.attempts, scenario.server.connections) == (4, 4)
    scenario.figures["cells of the retry table"] += 1


@EACH_FORM
@pytest.mark.usefixtures("virtual_time")
@pytest.mark.parametrize("kind", KINDS[:2], ids=lambda kind: kind.name)  # aiohttp's pool has no limit
async def test_timeout_in_the_pool_of_an_injected_client_is_retried(form: Form, scenario: FaultScenario) -> None:
    admin = scenario.connect(max_connections=2)
    is_held = asyncio.Event()
    scenario.server.on_stall = is_held.set
    scenario.server.plan(faults.stall_before)
    holder = asyncio.create_task(admin.with_options(timeout=1000, retries=False).whoami())
    await is_held.wait()
    request = form.request
    request.timeout = httpx.Timeout(1000, pool=0.01)
    with pytest.raises(ApiTimeoutError) as caught:
        await admin.core.send(request, NOTHING)
    assert (caught.value.attempts, len(scenario.server.requests)) == (4, 1)
    holder.cancel()
    await asyncio.wait([holder])
    scenario.figures["cells of the retry table"] += 1


@EACH_FORM
@pytest.mark.usefixtures("virtual_time")
async def test_connections_that_are_closed_at_once_may_have_carried_the_request(
    form: Form, scenario: FaultScenario
) -> None:
    admin = scenario.connect()
    scenario.server.hang_ups = 1
    if form.column == OTHER:
        with pytest.raises(ApiConnectionError):
            await admin.core.send(form.request, NOTHING)
    else:
        assert (await with_raw_response(admin.core.send)(form.request, NOTHING)).attempts == 2
    assert len(scenario.server.requests) == (form.column != OTHER)
    scenario.figures["cells of the retry table"] += 1
