"""Copies of a client with other options, the response behind a result, and calls of endpoint functions."""

from __future__ import annotations

import asyncio
import inspect
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from authpi_core import operations as op
from helpers.calls import documented, needed, operation_of
from helpers.mocked_api import BASE_URL, KEY, body_of, page, response
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
    from helpers.clock import FakeClock
    from helpers.mocked_api import Connect, MockedApi

BODY: Any = {}
OLD, NEW = "old", "new"
SHARED = {"self", "api_key", "access_token", "on_token_expired", "base_url", "http_client", "max_connections"}
"""Options that all copies share."""


def test_with_options_takes_all_options_that_are_not_shared() -> None:
    constructor = inspect.signature(AuthPIAdmin.__init__).parameters
    copied = inspect.signature(AuthPIAdmin.with_options).parameters
    assert copied.keys() - {"self"} == constructor.keys() - SHARED
    for name, parameter in copied.items():
        if name != "self":
            assert (parameter.kind, parameter.default) == (parameter.KEYWORD_ONLY, None)
            assert str(constructor[name].annotation) in {
                str(parameter.annotation),
                str(parameter.annotation).removesuffix(" | None"),
            }


async def test_with_options_without_arguments_changes_nothing(connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.server = lambda _: response(503)
    options: dict[str, Any] = {
        "timeout": 3.0,
        "retries": {"limit": 1},
        "default_headers": {"X-One": "1"},
        "deadline": 50.0,
        "strict": True,
        "read_ahead": False,
    }
    admin = connect(**options)
    for client in (admin, admin.with_options()):
        with pytest.raises(ServiceUnavailableError) as caught:
            await client.notes.list()
        assert caught.value.attempts == 2
    first, _, second, _ = mocked_api.requests
    assert (first.headers, first.url) == (second.headers, second.url)
    assert first.extensions["timeout"] == second.extensions["timeout"]
    assert vars(admin.core)["options"] == vars(admin.with_options().core)["options"]


async def test_copy_of_a_subclass(mocked_api: MockedApi) -> None:
    class Subclass(AuthPIAdmin):
        attribute = 0

    mocked_api.server = lambda _: page()
    async with Subclass(api_key=KEY, account_id="acc_1", base_url=BASE_URL) as admin:
        admin.attribute = 3
        copy = admin.with_options(account_id="acc_2")
        assert (type(copy), copy.attribute) == (Subclass, 3)
        for client in (admin, copy):
            await client.webhooks.list()
    assert mocked_api.lines == ["GET /v1/accounts/acc_1/webhooks", "GET /v1/accounts/acc_2/webhooks"]


async def test_copy_does_not_change_the_original(connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.server = lambda _: page()
    admin = connect(default_headers={"X-One": "1", "X-Two": "2"})
    copy = admin.with_options(default_headers={"x-two": "two", "X-Three": "3"}, account_id="acc_2", timeout=1)
    for client in (copy, admin):
        await client.notes.list()
    changed, plain = mocked_api.requests
    assert [changed.headers.get(f"X-{name}") for name in ("One", "Two", "Three")] == ["1", "two", "3"]
    assert [plain.headers.get(f"X-{name}") for name in ("One", "Two", "Three")] == ["1", "2", None]
    assert (changed.url.path, plain.url.path) == ("/v1/accounts/acc_2/notes", "/v1/accounts/acc_1/notes")
    assert (changed.extensions["timeout"]["read"], plain.extensions["timeout"]["read"]) == (1, 30.0)


async def test_copies_share_the_connections(
    connect: Connect, mocked_api: MockedApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    created: list[httpx.AsyncClient] = []
    init = httpx.AsyncClient.__init__

    def noted(client: httpx.AsyncClient, **options: Any) -> None:
        created.append(client)
        init(client, **options)

    monkeypatch.setattr(httpx.AsyncClient, "__init__", noted)
    mocked_api.server = lambda _: page()
    admin = connect()
    for client in (admin.with_options(timeout=1), admin, admin.with_options(retries=False)):
        await client.notes.list()
    assert len(created) == 1


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
def test_invalid_option_of_a_copy(options: dict[str, Any], connect: Connect) -> None:
    with pytest.raises(ConfigurationError):
        connect().with_options(**options)


async def test_strict_and_tolerant_copies(connect: Connect, mocked_api: MockedApi) -> None:
    mocked_api.server = lambda _: response(data={})
    admin = connect(strict=True)
    await admin.with_options(strict=False).notes.get("note_1")
    with pytest.raises(MalformedResponseError):
        await admin.with_options(timeout=5).notes.get("note_1")


@pytest.mark.parametrize("name", ["admin.notes.get", "admin.notes.list", "admin.notes.delete", "admin.notes.create"])
async def test_raw_response(name: str, admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    mocked_api.server = documented
    method, given = at(admin, name), needed(METHODS[name])
    raw = await with_raw_response(method)(**given)
    assert type(raw) is RawResponse
    assert raw.parse() is raw.result
    assert raw.result == await method(**given)
    assert (raw.status_code, raw.attempts) == (204 if operation_of(mocked_api.requests[0]).answer is None else 200, 1)
    assert raw.headers.get("etag") == raw.headers.get("ETag")


async def test_raw_response_shows_a_replay(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    mocked_api.respond_with(response(503), response(201, data={}, headers={"Idempotent-Replayed": "true"}))
    raw = await with_raw_response(admin.notes.create)(BODY, idempotency_key="key")
    assert (raw.headers["idempotent-replayed"], raw.status_code, raw.attempts) == ("true", 201, 2)
    assert mocked_api.requests[1].headers["Idempotency-Key"] == "key"


async def test_raw_responses_of_concurrent_calls(connect: Connect, mocked_api: MockedApi) -> None:
    """The lookup of the account and the refresh of the token are not mistaken for the response."""

    async def server(request: httpx.Request) -> httpx.Response:
        if request.headers["Authorization"] != f"Bearer {NEW}":
            return response(401)
        if request.url.path == "/v1/me":
            return response(data={"accounts": [{"account_id": "acc_1"}]}, headers={"X-Note": "me"})
        note = request.url.path.rpartition("_")[2]
        for _ in range(int(note) % 7):
            await asyncio.sleep(0)
        return response(data={"id": note}, headers={"X-Note": note})

    async def refresh() -> str:
        await other.whoami()
        return NEW

    other = connect(access_token=NEW, account_id=None)
    admin = connect(access_token=OLD, account_id=None, on_token_expired=refresh)
    mocked_api.server = server
    get = with_raw_response(admin.notes.get)
    raws = await asyncio.gather(*(get(f"note_{number}") for number in range(50)))
    for number, raw in enumerate(raws):
        assert (raw.headers["X-Note"], raw.result.id) == (str(number), str(number))


async def test_raw_responses_of_consecutive_calls(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    mocked_api.respond_with(
        response(404), response(data={"id": "b"}, headers={"X-Note": "b"}), response(data={"id": "c"})
    )
    get = with_raw_response(admin.notes.get)
    with pytest.raises(NotFoundError):
        await get("note_a")
    raw = await get("note_b")
    await admin.notes.get("note_c")
    assert (raw.headers["X-Note"], raw.result.id) == ("b", "b")


async def test_nested_raw_responses(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    async def both() -> str:
        inner = await with_raw_response(admin.notes.get)("note_a")
        await admin.notes.get("note_b")
        return inner.headers["X-Note"]

    mocked_api.respond_with(*(response(data={"id": name}, headers={"X-Note": name}) for name in "ab"))
    raw = await with_raw_response(both)()
    assert (raw.result, raw.headers["X-Note"]) == ("a", "b")


async def test_raw_response_without_a_request() -> None:
    async def nothing() -> None:
        pass

    with pytest.raises(TypeError, match="this one sent no request"):
        await with_raw_response(nothing)()


@pytest.mark.parametrize("name", ["me_get", "notes_list", "users_create", "users_delete"])
async def test_endpoint_function_is_sent_like_a_method(
    name: str, connect: Connect, mocked_api: MockedApi, clock: FakeClock
) -> None:
    admin = connect(default_headers={"X-One": "1"})
    mocked_api.respond_with(response(429))
    mocked_api.server = documented
    function = getattr(op, name)
    given = needed(inspect.signature(function))
    raw = await with_raw_response(function)(**{**given, "client": admin.core})
    assert (raw.attempts, clock.waits) == (2, [1.0])
    for request in mocked_api.requests:
        assert operation_of(request).name == name
        assert request.headers["Authorization"].startswith("Basic ")
        assert request.headers["X-One"] == "1"
        assert body_of(request) == given.get("body")


async def test_endpoint_function_raises_the_same_errors(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    mocked_api.respond_with(response(404))
    with pytest.raises(NotFoundError):
        await op.notes_get(admin.core, "acc_1", "note_1")
