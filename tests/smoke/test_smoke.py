"""`nox -s smoke` finds where a local Core API deviates, prints no values, and writes an overlay that corrects it."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import httpx
import pytest
from generate import DOCUMENT, OVERLAY
from helpers.checked import CheckedTransport
from helpers.deviating_api import DEVIATIONS, ISSUER, SECRET, DeviatingAPI, Deviation
from helpers.document import OPERATIONS
from helpers.scenario import Scenario
from limits import load
from named_schemas import name_schemas
from overlay import apply
from refresh.valid import check_valid
from smoke import __main__ as program
from smoke.correct import differences
from smoke.observe import Observations, is_general, shown_name
from smoke.walk import MOST_REQUESTS, Exchange, Recorder, Walk, header_types

from authpi_admin import AuthPIAdmin
from authpi_admin.testing import CoreAPI
from authpi_admin.testing._serve import serve_in_thread

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from helpers.document import Json
    from smoke.correct import Difference

# The local Core API sends an ETag only with what has a time.
KNOWN = [
    f"GET {path} 200: the header ETag is missing"
    for path in ("/v1/me", "/v1/accounts/{account_id}/usage/estimate", "/v1/accounts/{account_id}/events/aggregate")
]
UNREACHED = [
    f"GET /v1/accounts/{{account_id}}/notes/{name}: it requires {given}, and the document gives no example value"
    for name, given in (("backlinks", "ref_id"), ("count", "subject_id"))
]


async def fill(api: CoreAPI) -> None:
    """Make one item of each list that can be added to."""
    stage = Scenario(api, CheckedTransport(api))
    ids = {"account_id": api.account_id, "issuer_id": api.issuer_id}
    for operation in sorted(OPERATIONS, key=lambda each: len(each.segments)):
        collection, _, last = operation.path.rpartition("/")
        name = last[1:-1]
        if operation.method == "GET" and last.startswith("{") and name not in ids:
            ids[name] = await stage.make(collection, ids)
    for collection in ("auth-methods", "users/{user_id}/trusted-devices", "organizations/{org_id}/members"):
        await stage.make(f"{ISSUER}/{collection}", ids)
    await stage.client.aclose()


class Run(NamedTuple):
    """The result of one run."""

    status: Any
    lines: list[str]
    corrections: Path
    methods: list[str]

    @property
    def differences(self) -> list[str]:
        """The sentences that tell of differences."""
        return [line.removeprefix("- ") for line in self.lines if line.startswith("- ")]


@pytest.fixture(scope="module")
def api() -> CoreAPI:
    """An API with something in each list."""
    api = CoreAPI()
    asyncio.run(fill(api))
    return api


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in ("AUTHPI_KEY_ID", "AUTHPI_KEY_SECRET", "AUTHPI_ACCESS_TOKEN", "AUTHPI_ACCOUNT_ID", "AUTHPI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


class Smoke:
    """Runs the program against an API."""

    def __init__(
        self, environment: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path, api: CoreAPI
    ) -> None:
        self._environment, self._capsys, self._folder, self._api = environment, capsys, folder, api

    def __call__(self, deviations: Sequence[Deviation] = (), overlay: Path = OVERLAY) -> Run:
        """Run the program over HTTP."""
        deviating = DeviatingAPI(self._api, deviations)
        corrections = self._folder / "corrections.yaml"
        arguments = ["smoke", "--overlay", str(overlay), "--corrections", str(corrections)]
        self._environment.setattr(sys, "argv", arguments)
        key_id, secret = self._api.key
        self._environment.setenv("AUTHPI_KEY_ID", key_id)
        self._environment.setenv("AUTHPI_KEY_SECRET", secret)
        with serve_in_thread(deviating, 0) as url:
            self._environment.setenv("AUTHPI_BASE_URL", url)
            with pytest.raises(SystemExit) as stopped:
                program.main()
        shown = self._capsys.readouterr()
        assert shown.err == ""
        return Run(stopped.value.code, shown.out.splitlines(), corrections, deviating.methods)


@pytest.fixture
def smoke(environment: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, api: CoreAPI) -> Smoke:
    return Smoke(environment, capsys, tmp_path, api)


def corrected(folder: Path, corrections: Path) -> Path:
    """Write the overlay of the project with further actions."""
    overlay = load(OVERLAY)
    overlay["actions"] += load(corrections)["actions"]
    check_valid(name_schemas(apply(load(DOCUMENT), overlay)))
    path = folder / "overlay.yaml"
    program.write_document(overlay, path)
    return path


def test_without_a_successful_response_nothing_is_compared(environment: pytest.MonkeyPatch, api: CoreAPI) -> None:
    environment.setattr(sys, "argv", ["smoke"])
    environment.setenv("AUTHPI_KEY_ID", api.key[0])
    environment.setenv("AUTHPI_KEY_SECRET", "wrong")
    with serve_in_thread(api, 0) as url:
        environment.setenv("AUTHPI_BASE_URL", url)
        with pytest.raises(SystemExit) as stopped:
            program.main()
    environment.setenv("AUTHPI_BASE_URL", url)  # which is closed now
    with pytest.raises(SystemExit) as unreached:
        program.main()
    advice = "check the credential and AUTHPI_BASE_URL"
    assert stopped.value.code == f"no request succeeded (AuthenticationError); {advice}"
    assert unreached.value.code == f"no request succeeded (ApiConnectionError); {advice}"


def test_all_deviations_are_found_and_corrected(smoke: Smoke, tmp_path: Path, api: CoreAPI) -> None:
    assert len(DEVIATIONS) >= 20
    first = smoke(DEVIATIONS)
    assert first.status == 1
    assert sorted(first.differences) == sorted([*KNOWN, *(each.text for each in DEVIATIONS)])
    assert [line.removeprefix("not called: ") for line in first.lines if line.startswith("not called")] == UNREACHED
    second = smoke(DEVIATIONS, corrected(tmp_path, first.corrections))
    assert second.differences == []
    assert second.status == 0
    written = first.corrections.read_text(encoding="utf-8")
    for value in (SECRET, api.account_id, api.issuer_id, *api.key):
        assert value not in written
        assert value not in "\n".join(first.lines)
    assert set(first.methods) == {"GET"}


def observed(document: Json, headers: dict[str, str]) -> list[Difference]:
    """Compare a response that has these headers with a document."""
    observations = Observations(document)
    observations.add(Exchange("/v1/things", 200, header_types(httpx.Headers(headers)), b"{}"))
    return differences(observations)


def test_types_of_headers_are_compared_and_corrected() -> None:
    described = {
        "X-Count": {"schema": {"type": "integer"}},
        "X-Share": {"schema": {"type": ["number", "null"]}},
        "X-Text": {"schema": {"type": "string"}},
        "X-Last": {"$ref": "#/components/headers/Last"},
    }
    document = {
        "paths": {"/v1/things": {"get": {"responses": {"200": {"description": "Done.", "headers": described}}}}},
        "components": {"headers": {"Last": {"schema": {"type": "boolean"}}}},
    }
    fitting = {"x-count": "3", "x-share": "4", "x-text": "5", "x-last": "true"}
    assert observed(document, fitting) == []
    found = observed(document, {**fitting, "x-count": SECRET, "x-share": "0.5.1", "x-last": "1"})
    assert [each.text for each in found] == [
        "GET /v1/things 200: the header X-Count: string, where the document says integer",
        "GET /v1/things 200: the header Last: integer, where the document says boolean",
        "GET /v1/things 200: the header X-Share: string, where the document says null or number",
    ]
    actions = [action for each in found for action in each.actions]
    assert SECRET not in str(actions)
    fixed = apply(document, {"overlay": "1.0.0", "actions": actions})
    assert observed(fixed, {**fitting, "x-count": SECRET, "x-share": "0.5.1", "x-last": "1"}) == []


JSON_BODY: Json = {"application/json": {"schema": {"type": "object"}}}
ERROR: Json = {"type": "object", "required": ["error"], "properties": {"error": {"type": "object"}}}


def compared(responses: Json, given: Sequence[tuple[int, dict[str, str], bytes]], **components: Json) -> list[str]:
    """Compare responses with a document; the overlay with the corrections must apply and leave no difference."""
    document = {"paths": {"/v1/things": {"get": {"responses": responses}}}, "components": components}
    found: list[list[Difference]] = []
    for _ in range(2):
        observations = Observations(document)
        for status, headers, body in given:
            observations.add(Exchange("/v1/things", status, header_types(httpx.Headers(headers)), body))
        found.append(differences(observations))
        actions = [action for each in found[-1] for action in each.actions]
        document = apply(document, {"overlay": "1.0.0", "actions": actions})
    assert [each.text for each in found[1]] == []
    return [each.text for each in found[0]]


def with_header(schema: Json) -> Json:
    """Describe a successful response that has the header `X-Count`."""
    return {"description": "Done.", "headers": {"X-Count": {"schema": schema}}}


def test_a_header_that_two_statuses_share_is_removed_once() -> None:
    responses = {"2XX": with_header({"type": "integer"})}
    assert compared(responses, [(200, {}, b"{}"), (201, {}, b"{}")]) == [
        f"GET /v1/things {status}: the header X-Count is missing" for status in (200, 201)
    ]


@pytest.mark.parametrize("other", ["/v1/things", "/v1/others"])
def test_the_type_of_a_removed_header_is_not_corrected(other: str) -> None:
    operation = {"get": {"responses": {"200": {"$ref": "#/components/responses/Done"}}}}
    document: Json = {
        "paths": {"/v1/things": operation, "/v1/others": operation},
        "components": {"responses": {"Done": with_header({"type": "integer"})}},
    }
    observations = Observations(document)
    observations.add(Exchange(other, 200, {}, b"{}"))
    observations.add(Exchange("/v1/things", 200, {"x-count": "string"}, b"{}"))
    [found] = differences(observations)
    assert found.text == f"GET {other} 200: the header X-Count is missing"
    fixed = apply(document, {"overlay": "1.0.0", "actions": found.actions})
    assert fixed["components"]["responses"]["Done"]["headers"] == {}


def test_the_schema_of_a_header_may_be_a_reference() -> None:
    responses = {"200": with_header({"$ref": "#/components/schemas/Count"})}
    found = compared(responses, [(200, {"x-count": "many"}, b"{}")], schemas={"Count": {"type": "integer"}})
    assert found == ["GET /v1/things 200: the header X-Count: string, where the document says integer"]


def test_default_does_not_describe_a_success_beside_other_responses() -> None:
    responses = {
        "200": {"description": "Done.", "content": JSON_BODY},
        "default": {"description": "Failed.", "content": {"application/json": {"schema": ERROR}}},
    }
    assert compared(responses, [(200, {}, b"{}"), (202, {}, b"{}")]) == ["GET /v1/things: status 202 is not described"]


def test_the_page_of_a_proxy_is_reported_as_a_server_error() -> None:
    error = {"description": "Failed.", "content": {"application/json": {"schema": ERROR}}}
    responses = {"200": {"description": "Done."}, "default": error}
    assert compared(responses, [(500, {}, b'{"error": {}}'), (503, {}, b"<html>")]) == [
        "GET /v1/things: status 503 is not described"
    ]
    observations = Observations({"paths": {"/v1/things": {"get": {"responses": {"503": error}}}}})
    observations.add(Exchange("/v1/things", 503, {}, b"<html>"))
    assert [each.text for each in differences(observations)] == [
        "GET /v1/things: the body of a response with status 503 is not JSON"
    ]


@pytest.mark.parametrize(
    "schema", [{"type": "object", "properties": ERROR["properties"]}, {"oneOf": [ERROR]}], ids=["optional", "oneOf"]
)
@pytest.mark.parametrize(
    ("body", "added"),
    [
        (b'{"error": {}}', {"description", "content"}),
        (b'{"other": 1}', {"description"}),
        (b"{}", {"description"}),
    ],
)
def test_an_error_has_a_property_of_a_documented_error(schema: Json, body: bytes, added: set[str]) -> None:
    error = {"description": "Failed.", "content": {"application/json": {"schema": schema}}}
    observations = Observations({"paths": {"/v1/things": {"get": {"responses": {"404": error}}}}})
    observations.add(Exchange("/v1/things", 429, {}, body))
    [found] = differences(observations)
    assert found.actions[0]["update"]["429"].keys() == added


@pytest.mark.parametrize(("described", "shown"), [("2XX", []), ("2xx", []), ("default", []), ("204", ["200"])])
def test_ranges_of_statuses_and_the_default_describe_a_status(described: str, shown: list[str]) -> None:
    document = {"paths": {"/v1/things": {"get": {"responses": {described: {"description": "Done."}}}}}}
    found = observed(document, {})
    assert [each.text for each in found] == [f"GET /v1/things: status {status} is not described" for status in shown]


@pytest.mark.parametrize(
    "given",
    [
        {"example": "a"},
        {"examples": {"one": {"value": "a"}}},
        {"schema": {"default": "a"}},
        {"schema": {"examples": ["a"]}},
        {"schema": {"enum": ["a", "b"]}},
    ],
)
async def test_required_parameters_are_sent_with_a_value_of_the_document(given: Json) -> None:
    parameter = {"name": "kind", "in": "query", "required": True, **given}
    response: Json = {"description": "Done.", "content": {"application/json": {"schema": {}}}}
    document: Json = {"paths": {"/v1/things": {"get": {"parameters": [parameter], "responses": {"200": response}}}}}
    sent: list[httpx.Request] = []

    def respond(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(200, json={})

    recorder = Recorder(httpx.MockTransport(respond))
    async with (
        httpx.AsyncClient(transport=recorder) as client,
        AuthPIAdmin(api_key=("key_1", "s"), http_client=client) as admin,
    ):
        assert await Walk(document, admin.core, recorder, Observations(document)).run(None) == []
    assert [request.url.query for request in sent] == [b"kind=a"]


def test_at_most_200_requests(
    environment: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    big = CoreAPI()
    big.seed(users=40, organizations=40, agents=20)
    found = Smoke(environment, capsys, tmp_path, big)()
    assert MOST_REQUESTS - 3 < len(found.methods) <= MOST_REQUESTS
    assert found.differences == KNOWN


async def test_nothing_but_get_is_sent() -> None:
    recorder = Recorder(httpx.MockTransport(lambda _: httpx.Response(200)))
    with pytest.raises(RuntimeError, match="refused to send a DELETE request: only GET is allowed"):
        await recorder.handle_async_request(httpx.Request("DELETE", "https://core-api.test/v1/me"))
    assert recorder.requests == 0
    await recorder.aclose()


def test_without_a_credential(environment: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    environment.setattr(sys, "argv", ["smoke"])
    with pytest.raises(SystemExit, match=r"^there is no credential: .* set AUTHPI_KEY_ID"):
        program.main()
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("display_name", "display_name"),
        ("balance_μusd", "balance_μusd"),
        ("x-tag.2", "x-tag.2"),
        ("alice@example.com", "other"),
        ("usr_01j4h7k3m5n8", "other"),
        ("", "other"),
        ("a b", "other"),
        ("a" * 41, "other"),
    ],
)
def test_names_that_may_be_values_are_not_shown(name: str, shown: str) -> None:
    assert shown_name(name) == shown


def test_headers_of_http_in_general_are_no_difference() -> None:
    assert all(map(is_general, ("date", "content-type", "cf-ray", "strict-transport-security")))
    assert not any(map(is_general, ("etag", "x-request-id", "retry-after", "ratelimit")))
