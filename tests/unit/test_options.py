"""Copies of a client with other options, the response behind a result, and calls of endpoint functions."""

from __future__ import annotations

import asyncio
import inspect
from typing import TYPE_CHECKING, Any

import pytest
from authpi_core import operations as op
from helpers.calls import documented, needed, operation_of
from helpers.mocked_api import BASE_URL, KEY, body_of, response
from helpers.surface import METHODS, at

from authpi_admin import (
    AuthPIAdmin,
    ConfigurationError,
    MalformedResponseError,
    NotFoundError,
    RawResponse,
    ServiceUnavailableError,
    with_raw_response,
)

if TYPE_CHECKING:
    import httpx
    from helpers.mocked_api import MockedApi
    from pytest_httpx import HTTPXMock

SHARED = {"self", "api_key", "access_token", "on_token_expired", "base_url", "http_client", "max_connections"}
"""Options that all copies share."""


def test_with_options_takes_all_options_that_are_not_shared() -> None:
    constructor = inspect.signature(AuthPIAdmin.__init__).parameters
    copied = dict(inspect.signature(AuthPIAdmin.with_options).parameters)
    del copied["self"]
    assert copied.keys() == constructor.keys() - SHARED
    for name, parameter in copied.items():
        assert (parameter.kind, parameter.default) == (parameter.KEYWORD_ONLY, None)
        annotation = str(parameter.annotation)
        assert str(constructor[name].annotation) in {annotation, annotation.removesuffix(" | None")}


async def test_with_options_without_arguments_changes_nothing(api: MockedApi) -> None:
    api.server = lambda _: response(503)
    admin = api.connect(
        timeout=3.0,
        retries={"limit": 1},
        default_headers={"X-One": "1"},
        deadline=50.0,
        strict=True,
        read_ahead=False,
        max_response_bytes=1000,
    )
    for client in (admin, admin.with_options()):
        with pytest.raises(ServiceUnavailableError) as caught:
            await client.notes.list()
        assert caught.value.attempts == 2
    first, _, second, _ = api.requests
    assert (first.headers, first.url) == (second.headers, second.url)
    assert first.extensions["timeout"] == second.extensions["timeout"]
    assert vars(admin.core)["options"] == vars(admin.with_options().core)["options"]


async def test_copy_does_not_change_the_original(httpx_mock: HTTPXMock) -> None:
    class Subclass(AuthPIAdmin):
        attribute = 0

    httpx_mock.add_response(json={"data": [], "has_more": False}, is_reusable=True)
    headers = {"X-One": "1", "X-Two": "2"}
    async with Subclass(api_key=KEY, account_id="acc_1", base_url=BASE_URL, default_headers=headers) as admin:
        admin.attribute = 3
        copy = admin.with_options(default_headers={"x-two": "two", "X-Three": "3"}, account_id="acc_2", timeout=1)
        assert (type(copy), copy.attribute) == (Subclass, 3)
        for client in (copy, admin):
            await client.notes.list()
    changed, plain = httpx_mock.get_requests()
    assert [changed.headers.get(f"X-{name}") for name in ("One", "Two", "Three")] == ["1", "two", "3"]
    assert [plain.headers.get(f"X-{name}") for name in ("One", "Two", "Three")] == ["1", "2", None]
    assert (changed.url.path, plain.url.path) == ("/v1/accounts/acc_2/notes", "/v1/accounts/acc_1/notes")
    assert (changed.extensions["timeout"]["read"], plain.extensions["timeout"]["read"]) == (1, 30.0)


@pytest.mark.parametrize(
    "options",
    [
        {"timeout": 0},
        {"deadline": -1},
        {"retries": {"limit": -1}},
        {"default_headers": {"X": "\n"}},
        {"account_id": 5},
        {"account_id": ""},
        {"max_response_bytes": 0},
    ],
)
def test_invalid_option_of_a_copy(options: dict[str, Any], admin: AuthPIAdmin) -> None:
    with pytest.raises(ConfigurationError):
        admin.with_options(**options)


async def test_strict_copies_and_copies_with_a_limit(api: MockedApi) -> None:
    api.server = lambda _: response(data={})
    admin = api.connect(strict=True)
    await admin.with_options(strict=False).notes.get("note_1")
    for copy in (admin.with_options(timeout=5), admin.with_options(strict=False, max_response_bytes=5)):
        with pytest.raises(MalformedResponseError):
            await copy.notes.get("note_1")


@pytest.mark.parametrize("name", ["admin.notes.get", "admin.notes.list", "admin.notes.delete", "admin.notes.create"])
async def test_raw_response(name: str, admin: AuthPIAdmin, api: MockedApi) -> None:
    api.server = documented
    method, given = at(admin, name), needed(METHODS[name])
    raw = await with_raw_response(method)(**given)
    assert type(raw) is RawResponse
    assert raw.parse() is raw.result
    assert raw.result == await method(**given)
    assert (raw.status_code, raw.attempts) == (204 if name.endswith("delete") else 200, 1)
    assert raw.headers.get("etag") == raw.headers.get("ETag")


async def test_raw_response_of_a_retried_call(admin: AuthPIAdmin, api: MockedApi) -> None:
    api.respond_with(response(503), response(201, data={}, headers={"Idempotent-Replayed": "true"}))
    body: Any = {}
    raw = await with_raw_response(admin.notes.create)(body, idempotency_key="key")
    assert (raw.headers["idempotent-replayed"], raw.status_code, raw.attempts) == ("true", 201, 2)
    assert api.requests[1].headers["Idempotency-Key"] == "key"


async def test_raw_responses_of_concurrent_calls(api: MockedApi) -> None:
    """The lookup of the account and the refresh of the token are not mistaken for the response."""

    async def server(request: httpx.Request) -> httpx.Response:
        if request.headers["Authorization"] != "Bearer new":
            return response(401)
        if request.url.path == "/v1/me":
            return response(data={"accounts": [{"account_id": "acc_1"}]}, headers={"X-Note": "me"})
        note = request.url.path.rpartition("_")[2]
        for _ in range(int(note) % 7):
            await asyncio.sleep(0)
        return response(data={"id": note}, headers={"X-Note": note})

    async def refresh() -> str:
        await other.whoami()
        return "new"

    other = api.connect(access_token="new", account_id=None)  # noqa: S106 - of a test
    admin = api.connect(access_token="old", account_id=None, on_token_expired=refresh)  # noqa: S106 - of a test
    api.server = server
    get = with_raw_response(admin.notes.get)
    raws = await asyncio.gather(*(get(f"note_{number}") for number in range(50)))
    for number, raw in enumerate(raws):
        assert (raw.headers["X-Note"], raw.result.id) == (str(number), str(number))


async def test_raw_responses_of_consecutive_and_nested_calls(admin: AuthPIAdmin, api: MockedApi) -> None:
    async def both() -> str:
        inner = await with_raw_response(admin.notes.get)("note_a")
        await admin.notes.get("note_b")
        return inner.headers["X-Note"]

    async def nothing() -> None:
        pass

    api.respond_with(response(404), *(response(data={"id": name}, headers={"X-Note": name}) for name in "abc"))
    with pytest.raises(NotFoundError):
        await with_raw_response(admin.notes.get)("note_0")
    raw = await with_raw_response(both)()
    assert (raw.result, raw.headers["X-Note"]) == ("a", "b")
    assert (await with_raw_response(admin.notes.get)("note_c")).headers["X-Note"] == "c"
    with pytest.raises(TypeError, match="this one sent no request"):
        await with_raw_response(nothing)()


@pytest.mark.parametrize("name", ["me_get", "notes_list", "users_create", "users_delete"])
async def test_endpoint_function_is_sent_like_a_method(name: str, api: MockedApi) -> None:
    admin = api.connect(default_headers={"X-One": "1"})
    api.respond_with(response(429))
    api.server = documented
    function = getattr(op, name)
    given = {**needed(inspect.signature(function)), "client": admin.core}
    raw = await with_raw_response(function)(**given)
    assert (raw.attempts, api.clock.waits) == (2, [1.0])
    for request in api.requests:
        assert operation_of(request).name == name
        assert request.headers["Authorization"].startswith("Basic ")
        assert request.headers["X-One"] == "1"
        assert body_of(request) == given.get("body")
    api.respond_with(response(404))
    with pytest.raises(NotFoundError):
        await function(**given)
