"""Spans of calls, seen by the SDK's in-memory exporter; each test is a program of its own, since tracing is global."""

from __future__ import annotations

from textwrap import indent
from typing import Any

from helpers.programs import run

TRACED = """
import asyncio, json
import httpx
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from authpi_admin import ApiError, AuthPIAdmin
from authpi_admin.testing import CoreAPI

exporter = InMemorySpanExporter()
provider = TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(exporter))
trace.set_tracer_provider(provider)

async def main():
    api = CoreAPI()
    http_client = httpx.AsyncClient(transport=api.transport())
    async with AuthPIAdmin(
        api_key=api.key, account_id=api.account_id, base_url=api.base_url, http_client=http_client,
        retries={"delay": 0.001},
    ) as admin:
        issuer = admin.issuer(api.issuer_id)
BODY

asyncio.run(main())
for span in exporter.get_finished_spans():
    print(json.dumps({
        "name": span.name, "kind": span.kind.name, "attributes": dict(span.attributes),
        "status": [span.status.status_code.name, span.status.description],
        "events": [[event.name, dict(event.attributes)] for event in span.events],
        "parent": span.parent and span.parent.span_id, "id": span.context.span_id,
        "everything": span.to_json() + repr([dict(event.attributes) for event in span.events]),
        "scope": span.instrumentation_scope.name,
    }))
"""


def traced(body: str) -> list[Any]:
    """The spans of the calls in a program."""
    return run(TRACED.replace("BODY", indent(body.strip(), "        ")))


def test_call_is_a_span() -> None:
    (span,) = traced("await issuer.users.list(limit=5, status='active')")
    assert (span["name"], span["kind"], span["scope"]) == ("users.list", "CLIENT", "authpi_admin")
    url = span["attributes"].pop("url.full")
    assert url.startswith("http://core-api.testing/v1/accounts/acc_")
    assert url.endswith("/users")
    assert span["attributes"] == {
        "http.request.method": "GET",
        "url.template": "/v1/accounts/{account_id}/issuers/{issuer_id}/users",
        "server.address": "core-api.testing",
        "server.port": 80,
        "http.response.status_code": 200,
    }
    assert span["events"] == [["attempt", {"http.request.resend_count": 0, "http.response.status_code": 200}]]
    assert span["status"] == ["UNSET", None]


def test_attempts_are_events() -> None:
    (span,) = traced("""
api.fail_next(503, times=2, retry_after=0)
await issuer.users.create({"email": "alice@example.com"})
""")
    assert span["name"] == "users.create"
    assert span["events"] == [
        [
            "attempt",
            {"http.request.resend_count": 0, "http.response.status_code": 503, "error.type": "503"},
        ],
        [
            "attempt",
            {"http.request.resend_count": 1, "http.response.status_code": 503, "error.type": "503"},
        ],
        ["attempt", {"http.request.resend_count": 2, "http.response.status_code": 201}],
    ]
    assert span["attributes"]["http.request.resend_count"] == 2
    assert span["attributes"]["http.response.status_code"] == 201
    assert "error.type" not in span["attributes"]
    assert span["status"] == ["UNSET", None]


def test_error_sets_the_status_and_its_type() -> None:
    refused, unsent = traced("""
for call in (issuer.users.get("usr_unknown"), issuer.users.get("a/b")):
    try:
        await call
    except (ApiError, ValueError):
        pass
""")
    assert refused["status"] == unsent["status"] == ["ERROR", None]
    assert (refused["attributes"]["error.type"], refused["attributes"]["http.response.status_code"]) == ("404", 404)
    assert unsent["attributes"]["error.type"] == "ValueError"
    assert (unsent["events"], "http.response.status_code" in unsent["attributes"]) == ([], False)


def test_lost_response_has_an_error_type_and_no_status_code() -> None:
    (span,) = traced("""
def fail(request):
    raise httpx.ConnectError("connection refused by usr_secret")
async with AuthPIAdmin(
    api_key=api.key, account_id="acc_1", retries=False, base_url="https://core-api.test:8443",
    http_client=httpx.AsyncClient(transport=httpx.MockTransport(fail)),
) as lost:
    try:
        await lost.issuers.list()
    except ApiError:
        pass
""")
    assert span["events"] == [["attempt", {"http.request.resend_count": 0, "error.type": "ApiConnectionError"}]]
    assert span["attributes"]["error.type"] == "ApiConnectionError"
    assert span["attributes"]["server.port"] == 8443
    assert "http.response.status_code" not in span["attributes"]
    assert "usr_secret" not in span["everything"]


def test_response_that_cannot_be_read_has_the_error_as_its_type() -> None:
    (span,) = traced("""
http_client = httpx.AsyncClient(transport=httpx.MockTransport(lambda request: httpx.Response(200, text="<html>")))
async with AuthPIAdmin(api_key=api.key, account_id="acc_1", http_client=http_client) as odd:
    try:
        await odd.issuers.list()
    except ApiError:
        pass
""")
    assert span["attributes"]["error.type"] == "MalformedResponseError"
    assert (span["attributes"]["http.response.status_code"], span["status"]) == (200, ["ERROR", None])


def test_span_is_a_child_of_the_current_one_and_parent_of_what_runs_in_it() -> None:
    inner, call, outer = traced("""
async def hook(request):
    with trace.get_tracer("test").start_as_current_span("inner"):
        pass
http_client.event_hooks = {"request": [hook], "response": []}
with trace.get_tracer("test").start_as_current_span("outer"):
    await issuer.users.list()
""")
    assert [inner["name"], call["name"], outer["name"]] == ["inner", "users.list", "outer"]
    assert (inner["parent"], call["parent"]) == (call["id"], outer["id"])


def test_no_secret_query_value_or_body_is_in_a_span() -> None:
    spans = traced("""
print(json.dumps([api.key[1]]))
await admin.api_keys.create({"name": "name-in-the-body", "restrictions": {"scopes": ["users:read"]}})
for call in (
    issuer.users.list(cursor="usr_value_of_the_query", headers={"X-Own": "value-of-a-header"}),
    issuer.users.create({"username_type": "email", "username": ""}, idempotency_key="value-of-a-key"),
):
    try:
        await call
    except ApiError:
        pass
""")
    ((secret,), *rest) = spans
    assert [span["name"] for span in rest] == ["api_keys.create", "users.list", "users.create"]
    shown = repr(rest)
    for value in (secret, "name-in-the-body", "usr_value_of_the_query", "value-of-a-header", "value-of-a-key", "?"):
        assert value not in shown


UNTRACED = """
import asyncio, json, sys
import httpx
from authpi_admin import AuthPIAdmin

async def main():
    respond = lambda request: httpx.Response(200, json={"data": [], "has_more": False})
    http_client = httpx.AsyncClient(transport=httpx.MockTransport(respond))
    async with AuthPIAdmin(api_key=("key_1", "-"), account_id="acc_1", http_client=http_client) as admin:
        await admin.issuers.list()

asyncio.run(main())
print(json.dumps([name for name in sys.modules if "opentelemetry" in name or name.endswith("tracing")]))
"""


def test_opentelemetry_is_not_loaded_without_use() -> None:
    assert run(UNTRACED) == [[]]
