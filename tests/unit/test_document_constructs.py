"""The client sends and reads constructs of OpenAPI that the document of the Core API does not use today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest
from authpi_core.models import User
from authpi_core.parameters import StyledParameter
from authpi_core.reading import as_type, or_none, text, whole
from authpi_core.request import Request
from authpi_core.server import BASE_URL

from authpi_admin import AuthPIAdmin, ConfigurationError, MalformedResponseError, NotFoundError, client

if TYPE_CHECKING:
    from authpi_core.reading import Result
    from helpers.mocked_api import MockedApi

PROBLEM = {
    "type": "https://example.com/probs/missing",
    "title": "Not found",
    "detail": "There is no such note.",
    "status": 404,
    "instance": "/notes/1",
}
PROBLEM_JSON = "application/problem+json; charset=utf-8"
MISSING = "not_found"


async def get(api: MockedApi, result: Result[Any], response: httpx.Response, **request: Any) -> Any:
    api.respond_with(response)
    return await api.connect(retries=False).core.send(Request("thing.get", "GET", "/thing", **request), result)


@pytest.mark.parametrize(
    ("body", "media_type", "error", "description"),
    [
        (PROBLEM, PROBLEM_JSON, PROBLEM["type"], "Not found: There is no such note."),
        (PROBLEM, "application/json", MISSING, "Not found: There is no such note."),
        ({**PROBLEM, "type": "about:blank"}, PROBLEM_JSON, MISSING, "Not found: There is no such note."),
        ({"title": "Not found"}, PROBLEM_JSON, MISSING, "Not found"),
        ({"detail": "Gone."}, PROBLEM_JSON, MISSING, "Gone."),
        ({"detail": ["Gone."], "title": 7, "type": None}, PROBLEM_JSON, MISSING, "Not Found"),
        ({**PROBLEM, "error": "e", "error_description": "d"}, PROBLEM_JSON, "e", "d"),
        ({**PROBLEM, "message": "m"}, PROBLEM_JSON, PROBLEM["type"], "m"),
    ],
)
async def test_problem_details(
    body: dict[str, Any], media_type: str, error: str, description: str, api: MockedApi
) -> None:
    with pytest.raises(NotFoundError) as caught:
        await get(api, whole(User), httpx.Response(404, json=body, headers={"Content-Type": media_type}))
    assert (caught.value.error, caught.value.error_description) == (error, description)


async def test_detail_is_left_out_if_the_operation_has_secrets(api: MockedApi) -> None:
    problem = {"title": "Invalid request", "detail": "`s3cret` is too short."}
    with pytest.raises(NotFoundError) as caught:
        await get(api, whole(User, secret=True), httpx.Response(404, json=problem))
    assert caught.value.error_description == "Invalid request"


async def test_parameters_and_media_types(api: MockedApi) -> None:
    api.respond_with(httpx.Response(200, json=["a"]))
    call = Request(
        "things.set",
        "PUT",
        "/things/{ids}",
        (StyledParameter(["a", "b"], "matrix", explode=True),),
        query={"filter": StyledParameter({"a": "b c"}, "deepObject", explode=True), "many": [1, 2]},
        header_parameters={"X-Many": ["a", "b"], "X-None": None},
        headers={"x-many": "c", "X-Other": "d"},
        body=["x"],
        is_object_body=False,
        content_type="application/merge-patch+json",
        accept="application/vnd.things+json",
    )
    assert await api.connect(base_url="https://core-api.test/v9").core.send(call, whole(list[str])) == ["a"]
    (request,) = api.requests
    assert request.url.raw_path == b"/v9/things/;ids=a;ids=b?filter%5Ba%5D=b%20c&many=1&many=2"
    assert [request.headers.get(name) for name in ("x-many", "x-none", "x-other")] == ["a,b", None, "d"]
    assert [request.headers[name] for name in ("content-type", "accept")] == [call.content_type, call.accept]
    assert request.content == b'["x"]'


@pytest.mark.parametrize("value", ["a\nb", "é", " a"])
async def test_invalid_header_parameters_are_refused(value: str, api: MockedApi) -> None:
    with pytest.raises(ValueError, match="the header 'X-A' is invalid"):
        await get(api, whole(User), httpx.Response(200), header_parameters={"X-A": value})
    assert not api.requests


async def test_bodies_without_an_envelope(api: MockedApi) -> None:
    user = await get(api, whole(User), httpx.Response(200, json={"id": 5}, headers={"ETag": '"7"'}))
    assert (user.id, user.etag) == (5, '"7"')
    assert await get(api, whole(as_type(int | None)), httpx.Response(200, content=b"null")) is None
    assert await get(api, text(), httpx.Response(200, content="Grüße".encode()), accept="text/plain") == "Grüße"
    assert api.requests[-1].headers["accept"] == "text/plain"
    assert await get(api, or_none(whole(User)), httpx.Response(204)) is None
    assert await get(api, or_none(text()), httpx.Response(204)) is None


@pytest.mark.parametrize(
    ("result", "body", "problem"),
    [
        (whole(User), b"[]", "the body does not have the documented type"),
        (whole(list[User]), b'[{"id": "u"}, 5]', "the body does not have the documented type"),
        (whole(User), b"", "the body is empty"),
        (text(), b"\xff", "the body is not text in UTF-8"),
    ],
)
async def test_bodies_of_another_shape(result: Result[Any], body: bytes, problem: str, api: MockedApi) -> None:
    with pytest.raises(MalformedResponseError) as caught:
        await get(api, result, httpx.Response(200, content=body))
    assert caught.value.error_description == problem


async def test_the_default_address_is_the_one_of_the_document(monkeypatch: pytest.MonkeyPatch, httpx_mock: Any) -> None:
    assert BASE_URL == "https://api.authpi.com"
    monkeypatch.setattr(client, "BASE_URL", "https://moved.test/core")
    httpx_mock.add_response(url="https://moved.test/core/thing", text="found")
    async with AuthPIAdmin(api_key=("key_1", "x")) as admin:
        assert await admin.core.send(Request("thing.get", "GET", "/thing"), text()) == "found"


def test_without_an_address_in_the_document_one_must_be_passed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "BASE_URL", "")
    with pytest.raises(ConfigurationError, match="base_url must be the API's URL"):
        AuthPIAdmin(api_key=("key_1", "x"))
