"""Any response is a result or an `ApiError`, and any `Retry-After` a limited wait."""

from __future__ import annotations

import asyncio
import json
import math
from email.utils import format_datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from authpi_core import models
from helpers.clock import with_clock
from helpers.fault_server import FaultServer
from helpers.http_clients import NO_TRUST, httpx_in_use, make_httpx
from hypothesis import example, given, settings
from hypothesis import strategies as st

from authpi_admin import ApiError, AuthPIAdmin, ServiceUnavailableError
from authpi_admin._call.options import Clock
from authpi_admin._call.retry import parse_retry_after

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Awaitable, Callable

    from authpi_core.model import Model
    from helpers.fault_server import Exchange

many = settings(max_examples=150, deadline=None, derandomize=True)
few = settings(max_examples=60, deadline=None, derandomize=True)

NAMES = [
    *[b"Retry-After", b"ETag", b"Location", b"Set-Cookie", b"Content-Type", b"Content-Encoding", b"Content-Length"],
    *[b"Transfer-Encoding", b"Connection", b"Idempotent-Replayed", b"X"],
]
statuses = st.integers(100, 999)
values = st.sampled_from([b"gzip", b"deflate", b"chunked", b"close", b"0", b"7", b"http://[", b"a=b"]) | st.binary(
    max_size=20
)
headers = st.lists(st.tuples(st.sampled_from(NAMES), values), max_size=4)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just("\ud800"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def almost(model: type[Model]) -> st.SearchStrategy[object]:
    """Objects that have some members of a model, of any type."""
    names = [field.alias or name for name, field in model.model_fields.items()]
    return st.dictionaries(st.sampled_from(names), json_values, max_size=6)


ERROR = ["error", "error_description", "fields", "retryable", "retry_after", "reference", "current_etag"]
things = json_values | almost(models.User) | almost(models.CallerIdentity) | almost(models.WebhookWithSecrets)
envelopes = st.fixed_dictionaries(
    {}, optional={"data": things | st.lists(things, max_size=3), "has_more": json_values, "next_cursor": json_values}
)
bodies = st.binary(max_size=50) | (envelopes | json_values | st.dictionaries(st.sampled_from(ERROR), json_values)).map(
    lambda value: json.dumps(value).encode()
)

CALLS: list[Callable[[AuthPIAdmin], Awaitable[object]]] = [
    lambda admin: admin.whoami(),
    lambda admin: admin.issuers.get("i_1"),
    lambda admin: admin.issuer("i_1").users.get("usr_1"),
    lambda admin: admin.issuer("i_1").users.list(),
    lambda admin: admin.issuer("i_1").users.list_all().collect(limit=5),
    lambda admin: admin.issuer("i_1").users.delete("usr_1"),
    lambda admin: admin.domains.list(),
    lambda admin: admin.webhooks.create({"url": "https://example.com/", "auth": {"type": "bearer"}, "events": []}),
]


def client(http_client: httpx.AsyncClient, waits: list[float], **options: Any) -> AuthPIAdmin:
    """Make a client that records its waits instead of waiting."""

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    admin = AuthPIAdmin(access_token="token", http_client=http_client, **options)  # noqa: S106 - of a test
    return with_clock(admin, Clock(sleep=sleep))


async def result_or_error(call: Awaitable[object]) -> object:
    """Return the result or the error of a call; any other exception is raised."""
    try:
        result = await call
        repr(result)
    except ApiError as error:
        str(error)
        return error
    return result


OPTIONS: list[dict[str, Any]] = [
    {"strict": strict, "account_id": account_id} for strict in (False, True) for account_id in ("acc_1", None)
]


@many
@given(statuses, headers, bodies, st.tuples(st.sampled_from(CALLS), st.sampled_from(OPTIONS)))
@example(400, [], b'{"fields": [{"field": ' + b"[" * 900 + b"]" * 900 + b"}]}", (CALLS[0], OPTIONS[0]))
@example(200, [], b'{"data": ' + b'{"accounts": [' * 450 + b"]}" * 450 + b"}", (CALLS[0], OPTIONS[0]))
@example(200, [], b'{"data": {"accounts": [{"account_id": null}]}}', (CALLS[1], OPTIONS[1]))
@example(200, [], b'{"data": {"accounts": [{"account_id": "../acc_1"}]}}', (CALLS[1], OPTIONS[1]))
@example(200, [], b'{"data": [], "has_more": true, "next_cursor": "\\ud800"}', (CALLS[4], OPTIONS[0]))
def test_any_response_is_a_result_or_an_error(
    figures: Counter[str],
    status: int,
    headers: list[tuple[bytes, bytes]],
    body: bytes,
    how: tuple[Callable[[AuthPIAdmin], Awaitable[object]], dict[str, Any]],
) -> None:
    call, options = how
    figures["generated responses"] += 1

    def respond(_: httpx.Request) -> httpx.Response:
        return httpx.Response(status, headers=headers, content=body)

    async def run() -> None:
        async with httpx.AsyncClient(transport=httpx.MockTransport(respond)) as http_client:
            await result_or_error(call(client(http_client, [], **options)))

    asyncio.run(run())


def test_any_bytes_are_a_result_or_an_error(figures: Counter[str]) -> None:
    starts = [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 404 No\r\n", b"HTTP/1.0 200\r\n", b"HTTP/1.1 100 Go on\r\n\r\n"]
    responses: list[bytes] = []

    async def write(exchange: Exchange) -> None:
        await exchange.write(responses[0])
        exchange.close()

    async def serve() -> FaultServer:
        server = FaultServer()
        server.choose = lambda _: write
        await server.listen()
        return server

    @few
    @given(st.sampled_from(starts), headers, bodies, st.sampled_from(CALLS))
    def check(
        start: bytes,
        headers: list[tuple[bytes, bytes]],
        body: bytes,
        call: Callable[[AuthPIAdmin], Awaitable[object]],
    ) -> None:
        lines = b"".join(name + b": " + value + b"\r\n" for name, value in headers)
        responses[:] = [start + lines + b"\r\n" + body]
        figures["generated responses"] += 1
        runner.run(result_or_error(call(admin)))
        assert httpx_in_use(http_client) == 0

    with asyncio.Runner() as runner:
        server = runner.run(serve())
        http_client = make_httpx(1, NO_TRUST)
        admin = client(http_client, [], base_url=server.url, account_id="acc_1")
        check()
        runner.run(http_client.aclose())
        runner.run(server.__aexit__(None, None, None))


def check_waits(retry_after: bytes, body: bytes) -> None:
    """Respond with a 503 to each attempt, and check the waits."""

    async def call() -> None:
        async with httpx.AsyncClient(transport=httpx.MockTransport(lambda _: respond())) as http_client:
            admin = client(http_client, waits, account_id="acc_1")
            with pytest.raises(ServiceUnavailableError) as caught:
                await admin.whoami()
        assert all(0 <= wait <= 60 for wait in waits)
        later = caught.value.retry_after
        assert later is None or 0 <= later < math.inf
        assert len(waits) == (0 if later is not None and later > 60 else 3)

    respond = partial(httpx.Response, 503, headers=[(b"Retry-After", retry_after)], content=body)
    waits: list[float] = []
    asyncio.run(call())


@few
@given(st.text() | st.floats().map(str) | st.integers().map(str) | st.datetimes().map(format_datetime))
@example("9" * 5000)
@example("Fri, 31 Dec 9999 23:59:59 -2359")
@example("Mon, 01 Jan 0001 00:00:00 +2359")
@example("Thu, 01 Jan 1970 00:00:00 -0000")
def test_any_retry_after_is_a_bounded_wait(figures: Counter[str], text: str) -> None:
    figures["generated Retry-After values"] += 1
    check_waits(text.encode(errors="replace"), b"")
    for date in (None, text, "Thu, 01 Jan 1970 00:00:00 GMT"):
        seconds = parse_retry_after(text, date, 1e9)
        assert seconds is None or 0 <= seconds < math.inf


@few
@given(json_values | st.floats() | st.integers())
@example(10**4000)
@example(1e-7)
@example(value=True)
def test_any_retry_after_in_a_body_is_a_bounded_wait(figures: Counter[str], value: object) -> None:
    figures["generated Retry-After values"] += 1
    check_waits(b"", json.dumps({"retry_after": value}).encode())
