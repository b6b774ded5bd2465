"""The retry table over sockets: one row a failure, one column a kind of request, counted by what the server saw."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

import helpers.fault_server as faults
import httpx
import pytest
from authpi_core.reading import NOTHING, one
from authpi_core.request import Request
from authpi_core.types import JsonObject
from helpers.http_clients import KINDS

from authpi_admin import (
    ApiConnectionError,
    ApiError,
    ApiTimeoutError,
    ConflictError,
    InternalServerError,
    MalformedResponseError,
    NotFoundError,
    RateLimitError,
    UnexpectedError,
    errors,
    with_raw_response,
)

if TYPE_CHECKING:
    from helpers.fault_scenario import FaultScenario
    from helpers.fault_server import Fault
    from helpers.moments import Moments

SAFE, KEYED, OTHER = "GET, HEAD, OPTIONS", "a request with an Idempotency-Key", "any other"


@dataclass(frozen=True)
class Form:
    """A kind of request."""

    method: str
    column: str

    @property
    def request(self) -> Request:
        """Such a request."""
        safe = self.column == SAFE
        key = "key-of-the-caller" if self.column == KEYED and self.method != "POST" else None
        body = None if safe else {"name": "x"}
        return Request("things", self.method, "/v1/things/thing_1", body=body, idempotency_key=key)


FORMS = [
    *(Form(method, SAFE) for method in ("GET", "HEAD", "OPTIONS")),
    *(Form(method, KEYED) for method in ("POST", "PATCH", "DELETE", "PUT")),
    *(Form(method, OTHER) for method in ("PATCH", "DELETE", "PUT")),
]


@dataclass(frozen=True)
class Row:
    """A failure: what it is called, what becomes of the request, what is raised and who tries again."""

    name: str
    fault: Fault
    error: type[ApiError]
    tried_again_by: frozenset[str]
    done: bool = False
    in_body: bool = False


LATER = {"Retry-After": "7"}
EVERYONE, SAFELY = frozenset({SAFE, KEYED, OTHER}), frozenset({SAFE, KEYED})


def _status(status: int, tried_again_by: frozenset[str], **headers: str) -> Row:
    name = f"{status}{' with Retry-After' if headers else ''}"
    kinds: dict[int, type[ApiError]] = {
        429: RateLimitError,
        408: UnexpectedError,
        409: ConflictError,
        404: NotFoundError,
        502: errors.BadGatewayError,
        503: errors.ServiceUnavailableError,
        504: errors.GatewayTimeoutError,
    }
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return Row(name, faults.reply(status, b"", sent), kinds.get(status, ApiError), tried_again_by)


ROWS = [
    _status(429, EVERYONE),
    _status(429, EVERYONE, Retry_After="7"),
    Row("closed before it was done", faults.close_before, ApiConnectionError, SAFELY),
    Row("answer dropped", faults.close_after, ApiConnectionError, SAFELY, done=True),
    Row("connection reset", faults.reset_after, ApiConnectionError, SAFELY, done=True),
    Row("closed in the header", faults.close_in_header, ApiConnectionError, SAFELY, done=True),
    Row("closed in the body", faults.close_in_body, ApiConnectionError, SAFELY, done=True, in_body=True),
    Row("body shorter than promised", faults.wrong_length(7), ApiConnectionError, SAFELY, done=True, in_body=True),
    Row("no answer in time", faults.stall_before, ApiTimeoutError, SAFELY, done=True),
    Row("header never ends", faults.stall_in_header, ApiTimeoutError, SAFELY, done=True),
    Row("body never ends", faults.stall_in_body, ApiTimeoutError, SAFELY, done=True, in_body=True),
    Row("body drips for too long", faults.drip(3), ApiTimeoutError, SAFELY, done=True, in_body=True),
    Row("no HTTP", faults.garbage_after, ApiConnectionError, SAFELY, done=True),
    Row("broken gzip", faults.broken_gzip_after, ApiConnectionError, SAFELY, done=True, in_body=True),
    *(_status(status, SAFELY) for status in (408, 502, 503, 504)),
    _status(503, SAFELY, Retry_After="7"),
    _status(409, frozenset({KEYED}), Retry_After="7"),
    *(
        _status(status, frozenset())
        for status in (301, 304, 400, 401, 402, 403, 404, 409, 410, 412, 422, 500, 501, 599)
    ),
    Row("retryable: true", faults.reply(500, b'{"retryable": true}'), InternalServerError, frozenset(), in_body=True),
    Row("retryable: false", faults.reply(429, b'{"retryable": false}'), RateLimitError, frozenset(), in_body=True),
]
CELLS = [
    pytest.param(row, form, id=f"{row.name}-{form.method}{' with key' if form.column == KEYED else ''}")
    for row in ROWS
    for form in FORMS
    if not (row.in_body and form.method == "HEAD")
]


@pytest.mark.parametrize(("row", "form"), CELLS)
async def test_a_cell(row: Row, form: Form, stage: FaultScenario, moments: Moments) -> None:
    admin = stage.connect()
    stage.server.will(row.fault)
    again = form.column in row.tried_again_by
    send = with_raw_response(admin.core.send)
    if again:
        answer = await send(form.request, NOTHING)
        assert answer.attempts == 2
        assert moments.waits == [7 if "Retry-After" in row.name else 1]
    else:
        with pytest.raises(row.error) as caught:
            await send(form.request, NOTHING)
        assert (caught.value.attempts, caught.value.method) == (1, form.method)
        assert caught.value.idempotency_key == stage.server.seen[0].key
        assert moments.waits == []
    assert len(stage.server.seen) == 1 + again
    assert len({seen.key for seen in stage.server.seen}) == 1
    if form.column == KEYED:
        assert len(stage.server.deeds.done) == (1 if again or row.done else 0)
    stage.figures["cells of the retry table"] += 1


KINDS_WITH_A_POOL_LIMIT = [kind for kind in KINDS if kind.name != "aiohttp"]
EACH_FORM = pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.method}, {form.column}")


@EACH_FORM
async def test_refused_connections_are_tried_again(form: Form, stage: FaultScenario, moments: Moments) -> None:
    admin = stage.connect()
    stage.server.refuse()
    moments.meanwhile = stage.server.listen
    answer = await with_raw_response(admin.core.send)(form.request, NOTHING)
    assert (answer.attempts, len(stage.server.seen)) == (2, 1)
    stage.figures["cells of the retry table"] += 1


@EACH_FORM
@pytest.mark.parametrize("error", [ApiTimeoutError, ApiConnectionError])
async def test_handshakes_that_fail_are_tried_again(
    form: Form, error: type[ApiError], stage: FaultScenario, moments: Moments
) -> None:
    admin = stage.connect(base_url=stage.server.url.replace("http:", "https:"))
    if error is ApiTimeoutError:
        stage.server.accepted = lambda: moments.skip(28)  # past the limit of connecting, not of the attempt
    else:
        stage.server.hang_ups = 10
    with pytest.raises(error) as caught:
        await admin.core.send(form.request, NOTHING)
    assert (caught.value.attempts, stage.server.connections) == (4, 4)
    stage.figures["cells of the retry table"] += 1


@EACH_FORM
@pytest.mark.usefixtures("moments")
@pytest.mark.parametrize("kind", KINDS_WITH_A_POOL_LIMIT, ids=lambda kind: kind.name)
async def test_a_wait_in_the_pool_of_an_injected_client_counts_as_never_sent(form: Form, stage: FaultScenario) -> None:
    admin = stage.connect(max_connections=2)
    is_held = asyncio.Event()
    stage.server.stalled = is_held.set
    stage.server.will(faults.stall_before)
    holder = asyncio.create_task(admin.with_options(timeout=1000, retries=False).whoami())
    await is_held.wait()
    request = form.request
    request.timeout = httpx.Timeout(1000, pool=0.01)
    with pytest.raises(ApiTimeoutError) as caught:
        await admin.core.send(request, NOTHING)
    assert (caught.value.attempts, len(stage.server.seen)) == (4, 1)
    holder.cancel()
    await asyncio.wait([holder])
    stage.figures["cells of the retry table"] += 1


@EACH_FORM
@pytest.mark.usefixtures("moments")
async def test_connections_that_are_closed_at_once_may_have_carried_the_request(
    form: Form, stage: FaultScenario
) -> None:
    admin = stage.connect()
    stage.server.hang_ups = 1
    if form.column == OTHER:
        with pytest.raises(ApiConnectionError):
            await admin.core.send(form.request, NOTHING)
    else:
        assert (await with_raw_response(admin.core.send)(form.request, NOTHING)).attempts == 2
    assert len(stage.server.seen) == (form.column != OTHER)
    stage.figures["cells of the retry table"] += 1


@pytest.mark.parametrize("form", [form for form in FORMS if form.column != OTHER], ids=lambda form: form.method)
async def test_there_are_three_retries(form: Form, stage: FaultScenario, moments: Moments) -> None:
    admin = stage.connect()
    stage.server.will(*[faults.close_after] * 9)
    with pytest.raises(ApiConnectionError) as caught:
        await admin.core.send(form.request, NOTHING)
    assert (caught.value.attempts, moments.waits) == (4, [1, 2, 4])
    assert {seen.key for seen in stage.server.seen} == {caught.value.idempotency_key}
    if form.column == KEYED:
        assert (len(stage.server.seen), len(stage.server.deeds.done)) == (4, 1)


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[]", b"null", b'{"data": []}', b"{}", b"[" * 10_000_000], ids=lambda body: body[:9]
)
async def test_an_answer_that_is_none_is_not_asked_for_again(body: bytes, stage: FaultScenario) -> None:
    admin = stage.connect()
    stage.server.will(faults.reply(200, body))
    with pytest.raises(MalformedResponseError) as caught:
        await admin.core.send(Request("things", "GET", "/v1/things"), one(JsonObject))
    assert len(stage.server.seen) == 1
    assert caught.value.raw_body == body[:4096].decode()
