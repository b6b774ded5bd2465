"""Steps of every request: routes, credentials, validation, ETags, idempotency keys, injected failures."""

from __future__ import annotations

import base64
import logging
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from helpers.document import OPERATIONS
from helpers.emulator_steps import api_client

from authpi_admin.testing import Clock, CoreAPI

if TYPE_CHECKING:
    from starlette.types import Message

ALICE = {"username_type": "email", "username": "alice@example.com"}


@pytest.mark.parametrize(
    ("request_line", "status", "allow"),
    [
        ("GET /v1/nothing", 404, None),
        ("GET /", 404, None),
        ("GET /v1/me/", 404, None),
        ("GET /v1/accounts//webhooks", 404, None),
        ("GET /v1/accounts/a%2Fb", 404, None),
        ("GET /v1/accounts/%7B%7D", 404, None),
        ("GET /v1/me/%2F", 404, None),
        ("DELETE /v1/me", 405, "GET"),
        ("PUT /v1/accounts/acc_1/webhooks/wh_1", 405, "DELETE, GET, PATCH"),
        ("DELETE /v1/accounts/acc_1/notes/count", 405, "GET"),
    ],
)
async def test_unknown_route(
    api: CoreAPI, client: httpx.AsyncClient, request_line: str, status: int, allow: str | None
) -> None:
    method, path = request_line.split()
    response = await client.request(method, api.base_url + path)
    assert (response.status_code, response.headers.get("allow")) == (status, allow)
    assert response.json()["reference"].startswith("ref_")


@pytest.mark.parametrize(
    "authorization",
    ["", "Basic", "Basic !!", "Basic a2V5XzE6c2VjcmV0", "Bearer nonsense", "Digest x", "Basic /w=="],
)
async def test_invalid_credential(anonymous: httpx.AsyncClient, authorization: str) -> None:
    response = await anonymous.get("/v1/me", headers={"authorization": authorization})
    assert response.status_code == 401
    assert response.json()["error"] == "unauthorized_client"  # api-facts: Errors, "`unauthorized_client` 401"
    assert "Basic" in response.headers["www-authenticate"]


async def test_two_authorization_headers(api: CoreAPI, anonymous: httpx.AsyncClient) -> None:
    token = base64.b64encode(":".join(api.key).encode()).decode()
    basic = httpx.Headers([("authorization", f"Basic {token}"), ("authorization", "Bearer x")])
    response = await anonymous.get("/v1/me", headers=basic)
    assert (response.status_code, response.json()["error"]) == (400, "invalid_request")


async def test_secret_must_be_that_of_the_key(api: CoreAPI, anonymous: httpx.AsyncClient) -> None:
    key_id, secret = api.key
    assert (await anonymous.get("/v1/me", auth=(key_id, secret + "x"))).status_code == 401
    assert (await anonymous.get("/v1/me", auth=(key_id, secret))).status_code == 200


async def test_me(api: CoreAPI, client: httpx.AsyncClient) -> None:
    me = (await client.get(f"{api.base_url}/v1/me")).json()["data"]
    assert (me["type"], me["key_id"]) == ("api_key", api.key[0])
    assert [(access["account_id"], access["scopes"]) for access in me["accounts"]] == [(api.account_id, ["*:**"])]


async def test_foreign_account_is_not_found(api: CoreAPI, client: httpx.AsyncClient) -> None:
    response = await client.get(f"{api.base_url}/v1/accounts/acc_0/webhooks")
    assert (response.status_code, response.json()["error_description"]) == (404, "The account does not exist.")


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("limit=1_0", [("limit", "type")]),
        ("limit=5&limit=6", [("limit", "type")]),
        ("status=gone&limit=-1", [("limit", "minimum"), ("status", "enum")]),
    ],
)
async def test_invalid_query(client: httpx.AsyncClient, issuer: str, query: str, fields: list[tuple[str, str]]) -> None:
    response = await client.get(f"{issuer}/users?{query}")
    assert response.status_code == 400
    assert response.json()["error"] == "invalid_request"  # api-facts: Errors, "`invalid_request` 400"
    assert [(field["field"], field["code"]) for field in response.json()["fields"]] == fields


@pytest.mark.parametrize(("text", "status"), [("true", 200), ("false", 200), ("", 200), ("null", 200), ("yes", 400)])
async def test_booleans_and_nulls_in_a_query(client: httpx.AsyncClient, text: str, status: int) -> None:
    assert (await client.get(f"notes?pinned={text}")).status_code == status


PAGED = [
    operation.path.removeprefix("/v1/accounts/{account_id}/")
    for operation in OPERATIONS
    if operation.path.startswith("/v1/accounts/{account_id}/") and "cursor" in str(operation.inside("query"))
]


@pytest.mark.parametrize("path", PAGED)
async def test_forged_cursor(api: CoreAPI, client: httpx.AsyncClient, path: str) -> None:
    ids: dict[str, str] = {"issuer_id": api.issuer_id}
    ids["user_id"] = api.seed(users=1)["users"][0]
    ids["org_id"] = api.seed(organizations=1)["organizations"][0]
    hook = {"name": "x", "url": "https://example.com", "auth": {"type": "none"}, "events": ["user.created"]}
    ids["webhook_id"] = (await client.post("webhooks", json=hook)).json()["data"]["id"]
    response = await client.get(path.format(**ids), params={"cursor": "usr_forged"})
    assert [field["field"] for field in response.json()["fields"]] == ["cursor"]


PLAIN = {"username_type": "unique-name"}
MISSING = "is required"


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, [("username", "required", MISSING), ("username_type", "required", MISSING)]),
        (PLAIN, [("username", "required", MISSING)]),
        ({**ALICE, "profile": {"first_name": 5}}, [("profile.first_name", "type", None)]),
        ({**PLAIN, "username": ""}, [("username", "min_length", "must have at least 1 character")]),
        ({**PLAIN, "username": 5}, [("username", "type", "must be a string")]),
        (
            {**ALICE, "username_type": "mail"},
            [("username_type", "enum", "must be one of email, unique-name, phone")],
        ),
        ({**ALICE, "scopes": ["a", 1]}, [("scopes.1", "type", None)]),
        ({**ALICE, "username": "alice"}, [("username", "format", None)]),
        ([], [("body", "type", None)]),
    ],
)
async def test_invalid_body(
    client: httpx.AsyncClient, issuer: str, body: object, fields: list[tuple[str, str, str | None]]
) -> None:
    response = await client.post(f"{issuer}/users", json=body)
    assert response.status_code == 400
    found = sorted((field["field"], field["code"], field["message"]) for field in response.json()["fields"])
    assert [row[:2] for row in found] == [row[:2] for row in fields]
    assert all(wanted[2] in {None, row[2]} for row, wanted in zip(found, fields, strict=True))


async def test_username_must_fit_its_type_after_an_update(client: httpx.AsyncClient, issuer: str) -> None:
    user = (await client.post(f"{issuer}/users", json={**PLAIN, "username": "ann"})).json()["data"]
    changed = await client.patch(f"{issuer}/users/{user['id']}", json={"username_type": "email"})
    assert changed.status_code == 400


@pytest.mark.parametrize(
    ("auth", "fields"),
    [
        ({}, ["auth.type"]),
        ({"type": "none of them"}, ["auth.type"]),
        ({"type": "bearer", "bearer_token": 5}, ["auth.bearer_token"]),
        ({"type": "signature", "signature_algorithm": "md5"}, ["auth.signature_algorithm"]),
        ("bearer", ["auth"]),
    ],
)
async def test_errors_of_a_union_are_those_of_the_given_type(
    client: httpx.AsyncClient, auth: object, fields: list[str]
) -> None:
    body = {"name": "x", "url": "https://example.com", "events": ["user.created"], "auth": auth}
    response = await client.post("webhooks", json=body)
    assert [field["field"] for field in response.json()["fields"]] == fields


@pytest.mark.parametrize(
    ("members", "field"),
    [
        ({"logo_url": "not an address"}, "logo_url"),
        ({"contact": {"email": "no-address"}}, "contact.email"),
        ({"max_members": 0}, "max_members"),
    ],
)
async def test_formats_and_bounds(
    client: httpx.AsyncClient, issuer: str, members: dict[str, object], field: str
) -> None:
    response = await client.post(f"{issuer}/organizations", json={"name": "Acme", **members})
    assert [error["field"] for error in response.json()["fields"]] == [field]


@pytest.mark.parametrize("raw", [b"{", b'{"a": NaN}', b'{"a": 1e999}', b"\xff", b"[" * 100_000])
async def test_body_that_is_not_json(client: httpx.AsyncClient, issuer: str, raw: bytes) -> None:
    response = await client.post(f"{issuer}/users", content=raw, headers={"content-type": "application/json"})
    assert (response.status_code, response.json()["error"]) == (400, "invalid_request")


async def test_body_and_json_content_type_are_required(client: httpx.AsyncClient, issuer: str) -> None:
    missing = await client.post(f"{issuer}/users")
    assert missing.json()["fields"] == [{"field": "body", "code": "required", "message": "A body is required."}]
    form = await client.post(f"{issuer}/users", data={"username": "x"})
    assert (form.status_code, form.json()["error"]) == (415, "invalid_content_type")  # api-facts: Errors, 415


async def test_secret_in_a_refused_body_is_not_quoted(client: httpx.AsyncClient) -> None:
    response = await client.post("api-keys", json={"name": "x", "restrictions": "hush-hush", "secret": ["hush-hush"]})
    assert response.status_code == 400
    assert "hush" not in response.text


async def test_if_match(client: httpx.AsyncClient, issuer: str) -> None:
    made = await client.post(f"{issuer}/users", json=ALICE)
    path = f"{issuer}/users/{made.json()['data']['id']}"
    etag = made.headers["etag"]
    assert etag == f'"{made.json()["data"]["created_at"]}"'

    updated = await client.patch(path, json={}, headers={"if-match": f'"0", {etag}'})
    assert updated.status_code == 200
    assert updated.headers["etag"] != etag
    assert updated.headers["etag"] == f'"{updated.json()["data"]["updated_at"]}"'

    stale = await client.patch(path, json={"scopes": ["x"]}, headers={"if-match": etag})
    assert stale.status_code == 412
    # api-facts: ETag, "User has been modified since the provided ETag"; Contradictions, "412 field"
    assert stale.json() | {"reference": ""} == {
        "error": "precondition_failed",
        "error_description": "User has been modified since the provided ETag. Fetch the latest version and retry.",
        "current_etag": updated.headers["etag"],
        "retryable": False,
        "reference": "",
    }
    assert (await client.get(path)).json()["data"].get("scopes") is None
    assert (await client.delete(path, headers={"if-match": etag})).status_code == 412
    assert (await client.delete(path, headers={"if-match": "*"})).status_code == 204


async def test_older_name_of_the_current_etag() -> None:
    # api-facts: ETag, "prose page says `currentETag`"
    api = CoreAPI(older_etag_member=True)
    async with api_client(api) as client:
        stale = await client.patch("issuers/" + api.issuer_id, json={}, headers={"if-match": '"1"'})
    assert stale.status_code == 412
    assert "current_etag" not in stale.json()
    assert stale.json()["currentETag"].startswith('"')


async def test_version_changes_while_the_clock_stands_still() -> None:
    api = CoreAPI(clock=Clock(lambda: 1_000_000.0))
    async with httpx.AsyncClient(transport=api.transport(), base_url=api.base_url, auth=api.key) as client:
        path = f"/v1/accounts/{api.account_id}"
        etags = [(await client.patch(path, json={"metadata": {}})).headers["etag"] for _ in range(3)]
    assert etags == ['"1000000001"', '"1000000002"', '"1000000003"']


async def test_requested_failures(api: CoreAPI, client: httpx.AsyncClient, issuer: str) -> None:
    api.fail_next(status=503, times=2, retry_after=1)
    responses = [await client.post(f"{issuer}/users", json=ALICE) for _ in range(3)]
    assert [response.status_code for response in responses] == [503, 503, 201]
    assert responses[0].headers["retry-after"] == "1"
    assert responses[0].json()["retryable"] is True

    api.fail_next(500)
    failed = await client.get("webhooks")
    assert (failed.status_code, failed.headers.get("retry-after")) == (500, None)


async def test_dropped_response(api: CoreAPI, client: httpx.AsyncClient, issuer: str) -> None:
    api.drop_responses(1)
    with pytest.raises(httpx.RemoteProtocolError):
        await client.post(f"{issuer}/users", json=ALICE)
    assert len((await client.get(f"{issuer}/users")).json()["data"]) == 1

    api.fail_next(503)
    api.drop_responses(1)
    assert (await client.get("webhooks")).status_code == 503
    with pytest.raises(httpx.RemoteProtocolError):
        await client.get("webhooks")
    assert [request.status for request in api.requests[-2:]] == [503, 200]


async def test_request_log_shows_no_secret(api: CoreAPI, client: httpx.AsyncClient, issuer: str) -> None:
    await client.post(f"{issuer}/users?trace=1", json=ALICE)
    (received,) = api.requests
    assert (received.method, received.query, received.status) == ("POST", "trace=1", 201)
    assert received.path == f"/v1/accounts/{api.account_id}/{issuer}/users"
    assert received.body is not None
    assert b"alice" in received.body
    assert received.headers["authorization"].startswith("Basic ")
    assert "Basic" not in repr(received)


def test_time_cannot_be_moved_back() -> None:
    with pytest.raises(ValueError, match="back"):
        Clock().advance(seconds=-1)


async def receive_nothing_more(api: CoreAPI, *messages: Message) -> list[Message]:
    """Send a POST in these parts, as a server does; return the response of the app."""
    sent: list[Message] = []
    queue = iter(messages)

    async def receive() -> Message:
        return next(queue)

    async def send(message: Message) -> None:
        sent.append(message)

    path = f"/v1/accounts/{api.account_id}/issuers"
    token = base64.b64encode(":".join(api.key).encode())
    headers = [(b"authorization", b"Basic " + token), (b"content-type", b"application/json")]
    scope: dict[str, Any] = {"type": "http", "method": "POST", "path": path, "query_string": b"", "headers": headers}
    await api(scope, receive, send)
    return sent


async def test_client_that_disconnects_within_a_body(api: CoreAPI, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "authpi_admin.testing")
    begun: Message = {"type": "http.request", "body": b'{"name"', "more_body": True}
    assert await receive_nothing_more(api, begun, {"type": "http.disconnect"}) == []
    assert [(record.levelname, record.exc_info) for record in caplog.records] == [("DEBUG", None)]
    assert api.requests == []


async def test_body_over_ten_megabytes(api: CoreAPI, client: httpx.AsyncClient) -> None:
    chunk: Message = {"type": "http.request", "body": b"x" * 1_048_576, "more_body": True}
    start, *_ = await receive_nothing_more(api, *[chunk] * 11)  # one more would end the iterator
    assert start["status"] == 413
    assert (b"connection", b"close") in start["headers"]
    (received,) = api.requests
    assert (received.status, received.body) == (413, None)
    assert (await client.get("issuers")).status_code == 200


async def test_bodies_are_kept_within_a_bound(api: CoreAPI, client: httpx.AsyncClient, issuer: str) -> None:
    for number in range(20):
        await client.post(f"{issuer}/users", content=bytes([number]) * 1_048_576)
    assert len(api.requests) == 20
    kept = [request.body for request in api.requests if request.body is not None]
    assert [body[0] for body in kept] == list(range(4, 20))  # 16 MiB
