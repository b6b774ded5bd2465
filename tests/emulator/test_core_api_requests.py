"""What every request goes through: routes, credentials, validation, versions, idempotency keys, trouble on order."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from authpi_admin.testing import Clock, CoreAPI

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
async def test_a_route_that_is_not_there(
    api: CoreAPI, client: httpx.AsyncClient, request_line: str, status: int, allow: str | None
) -> None:
    method, path = request_line.split()
    answer = await client.request(method, api.base_url + path)
    assert (answer.status_code, answer.headers.get("allow")) == (status, allow)
    assert answer.json()["reference"].startswith("ref_")


@pytest.mark.parametrize(
    "authorization",
    ["", "Basic", "Basic !!", "Basic a2V5XzE6c2VjcmV0", "Bearer nonsense", "Digest x", "Basic /w=="],
)
async def test_a_credential_that_does_not_hold(api: CoreAPI, authorization: str) -> None:
    async with httpx.AsyncClient(transport=api.transport(), base_url=api.base_url) as client:
        answer = await client.get("/v1/me", headers={"authorization": authorization})
    assert answer.status_code == 401
    assert answer.json()["error"] == "unauthorized_client"  # api-facts: Errors, "`unauthorized_client` 401"
    assert "Basic" in answer.headers["www-authenticate"]


async def test_the_secret_must_be_that_of_the_key(api: CoreAPI) -> None:
    key_id, secret = api.key
    async with httpx.AsyncClient(transport=api.transport(), base_url=api.base_url) as client:
        assert (await client.get("/v1/me", auth=(key_id, secret + "x"))).status_code == 401
        assert (await client.get("/v1/me", auth=(key_id, secret))).status_code == 200


async def test_me_names_the_key_and_its_account(api: CoreAPI, client: httpx.AsyncClient) -> None:
    me = (await client.get(f"{api.base_url}/v1/me")).json()["data"]
    assert (me["type"], me["key_id"]) == ("api_key", api.key[0])
    assert [(access["account_id"], access["scopes"]) for access in me["accounts"]] == [(api.account_id, ["*:**"])]


async def test_an_account_of_others_is_not_found(api: CoreAPI, client: httpx.AsyncClient) -> None:
    answer = await client.get(f"{api.base_url}/v1/accounts/acc_0/webhooks")
    assert (answer.status_code, answer.json()["error_description"]) == (404, "The account does not exist.")


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("limit=0", [("limit", "minimum")]),
        ("limit=101", [("limit", "maximum")]),
        ("limit=ten", [("limit", "type")]),
        ("limit=1_0", [("limit", "type")]),
        ("limit=5&limit=6", [("limit", "type")]),
        ("status=gone&limit=-1", [("limit", "minimum"), ("status", "enum")]),
    ],
)
async def test_a_query_that_the_document_refuses(
    client: httpx.AsyncClient, issuer: str, query: str, fields: list[tuple[str, str]]
) -> None:
    answer = await client.get(f"{issuer}/users?{query}")
    assert answer.status_code == 400
    assert answer.json()["error"] == "invalid_request"  # api-facts: Errors, "`invalid_request` 400"
    assert [(field["field"], field["code"]) for field in answer.json()["fields"]] == fields


async def test_a_required_query_parameter(client: httpx.AsyncClient) -> None:
    answer = await client.get("notes/count?subject_type=user")
    assert [field["field"] for field in answer.json()["fields"]] == ["subject_id"]


@pytest.mark.parametrize("text", ["true", "false", "", "null"])
async def test_booleans_and_nulls_in_a_query(client: httpx.AsyncClient, text: str) -> None:
    assert (await client.get(f"notes?pinned={text}")).status_code == 200


async def test_a_word_that_is_no_boolean(client: httpx.AsyncClient) -> None:
    assert (await client.get("notes?pinned=yes")).status_code == 400


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, [("username", "required"), ("username_type", "required")]),
        ({**ALICE, "profile": {"first_name": 5}}, [("profile.first_name", "type")]),
        ({**ALICE, "username": ""}, [("username", "min_length")]),
        ({**ALICE, "username_type": "mail"}, [("username_type", "enum")]),
        ({**ALICE, "scopes": ["a", 1]}, [("scopes.1", "type")]),
        ([], [("body", "type")]),
    ],
)
async def test_a_body_that_the_document_refuses(
    client: httpx.AsyncClient, issuer: str, body: object, fields: list[tuple[str, str]]
) -> None:
    answer = await client.post(f"{issuer}/users", json=body)
    assert answer.status_code == 400
    assert sorted((field["field"], field["code"]) for field in answer.json()["fields"]) == fields


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
async def test_the_errors_of_a_union_are_those_of_the_kind_that_was_meant(
    client: httpx.AsyncClient, auth: object, fields: list[str]
) -> None:
    body = {"name": "x", "url": "https://example.com", "events": ["user.created"], "auth": auth}
    answer = await client.post("webhooks", json=body)
    assert [field["field"] for field in answer.json()["fields"]] == fields


@pytest.mark.parametrize(
    ("members", "field"),
    [
        ({"logo_url": "not an address"}, "logo_url"),
        ({"contact": {"email": "nobody"}}, "contact.email"),
        ({"max_members": 0}, "max_members"),
    ],
)
async def test_formats_and_bounds(
    client: httpx.AsyncClient, issuer: str, members: dict[str, object], field: str
) -> None:
    answer = await client.post(f"{issuer}/organizations", json={"name": "Acme", **members})
    assert [error["field"] for error in answer.json()["fields"]] == [field]


@pytest.mark.parametrize("raw", [b"{", b'{"a": NaN}', b'{"a": 1e999}', b"\xff", b"[" * 100_000])
async def test_a_body_that_is_no_json(client: httpx.AsyncClient, issuer: str, raw: bytes) -> None:
    answer = await client.post(f"{issuer}/users", content=raw, headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")


async def test_a_body_must_come_and_be_called_json(client: httpx.AsyncClient, issuer: str) -> None:
    missing = await client.post(f"{issuer}/users")
    assert missing.json()["fields"] == [{"field": "body", "code": "required", "message": "A body is required."}]
    form = await client.post(f"{issuer}/users", data={"username": "x"})
    assert (form.status_code, form.json()["error"]) == (415, "invalid_content_type")  # api-facts: Errors, 415


async def test_a_secret_in_a_refused_body_is_not_quoted(client: httpx.AsyncClient) -> None:
    answer = await client.post("api-keys", json={"name": "x", "restrictions": "hush-hush", "secret": ["hush-hush"]})
    assert answer.status_code == 400
    assert "hush" not in answer.text


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
    assert (stale.status_code, stale.json()["current_etag"]) == (412, updated.headers["etag"])
    assert (await client.get(path)).json()["data"].get("scopes") is None
    assert (await client.delete(path, headers={"if-match": etag})).status_code == 412
    assert (await client.delete(path, headers={"if-match": "*"})).status_code == 204


async def test_the_version_changes_though_the_clock_stands_still() -> None:
    api = CoreAPI(clock=Clock(lambda: 1_000_000.0))
    async with httpx.AsyncClient(transport=api.transport(), base_url=api.base_url, auth=api.key) as client:
        path = f"/v1/accounts/{api.account_id}"
        etags = [(await client.patch(path, json={"metadata": {}})).headers["etag"] for _ in range(3)]
    assert etags == ['"1000000001"', '"1000000002"', '"1000000003"']


async def test_a_repeated_request_is_answered_as_the_first(api: CoreAPI, client: httpx.AsyncClient) -> None:
    body: dict[str, object] = {"name": "x", "restrictions": {}}
    first = await client.post("api-keys", json=body, headers={"idempotency-key": "k"})
    again = await client.post("api-keys", json=body, headers={"idempotency-key": "k"})
    assert again.json() == first.json()
    assert (again.status_code, again.headers["etag"]) == (201, first.headers["etag"])
    assert (first.headers.get("idempotent-replayed"), again.headers["idempotent-replayed"]) == (None, "true")

    other = await client.post("api-keys", json={**body, "name": "y"}, headers={"idempotency-key": "k"})
    assert other.status_code == 422

    api.clock.advance(hours=23, minutes=59)
    kept = await client.post("api-keys", json=body, headers={"idempotency-key": "k"})
    assert kept.json() == first.json()
    api.clock.advance(minutes=2)
    late = await client.post("api-keys", json=body, headers={"idempotency-key": "k"})
    assert late.json()["data"]["id"] != first.json()["data"]["id"]


async def test_a_failure_does_not_use_up_a_key(client: httpx.AsyncClient, issuer: str) -> None:
    headers = {"idempotency-key": "k"}
    taken = (await client.post(f"{issuer}/users", json=ALICE)).json()["data"]["id"]
    assert (await client.post(f"{issuer}/users", json=ALICE, headers=headers)).status_code == 409
    await client.delete(f"{issuer}/users/{taken}")
    assert (await client.post(f"{issuer}/users", json=ALICE, headers=headers)).status_code == 201


@pytest.mark.parametrize("key", ["", "k" * 257])
async def test_the_length_of_an_idempotency_key(client: httpx.AsyncClient, key: str) -> None:
    body: dict[str, object] = {"name": "x", "restrictions": {}}
    answer = await client.post("api-keys", json=body, headers={"idempotency-key": key})
    assert [field["field"] for field in answer.json()["fields"]] == ["Idempotency-Key"]


async def test_while_the_first_request_runs(api: CoreAPI, client: httpx.AsyncClient, issuer: str) -> None:
    api.delay(0.1)
    headers = {"idempotency-key": "k"}
    first = asyncio.create_task(client.post(f"{issuer}/users", json=ALICE, headers=headers))
    await asyncio.sleep(0.02)
    second = await client.post(f"{issuer}/users", json=ALICE, headers=headers)
    assert (second.status_code, second.headers["retry-after"], second.json()["retry_after"]) == (409, "1", 1)
    assert second.json()["retryable"] is True
    assert (await first).status_code == 201


async def test_an_answer_that_nobody_waits_for_is_kept(api: CoreAPI, client: httpx.AsyncClient, issuer: str) -> None:
    api.delay(10)
    headers = {"idempotency-key": "k"}
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(client.post(f"{issuer}/users", json=ALICE, headers=headers), 0.05)
    api.delay(0)
    again = await client.post(f"{issuer}/users", json=ALICE, headers=headers)
    assert (again.status_code, again.headers["idempotent-replayed"]) == (201, "true")


async def test_many_at_once_with_few_keys(api: CoreAPI, client: httpx.AsyncClient) -> None:
    api.delay(0.01)

    async def create(number: int) -> str:
        while True:
            answer = await client.post(
                "webhooks",
                json={
                    "name": f"hook {number % 10}",
                    "url": "https://example.com",
                    "auth": {"type": "none"},
                    "events": ["user.created"],
                },
                headers={"idempotency-key": f"key {number % 10}"},
            )
            if answer.status_code != 409:
                return str(answer.json()["data"]["id"])
            await asyncio.sleep(0.02)

    ids = await asyncio.gather(*(create(number) for number in range(100)))
    listed = (await client.get("webhooks?limit=100")).json()["data"]
    assert len(set(ids)) == 10
    assert sorted(row["id"] for row in listed) == sorted(set(ids))


async def test_failures_to_order(api: CoreAPI, client: httpx.AsyncClient, issuer: str) -> None:
    api.fail_next(status=503, times=2, retry_after=1)
    answers = [await client.post(f"{issuer}/users", json=ALICE) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [503, 503, 201]
    assert answers[0].headers["retry-after"] == "1"
    assert answers[0].json()["retryable"] is True

    api.fail_next(500)
    failed = await client.get("webhooks")
    assert (failed.status_code, failed.headers.get("retry-after")) == (500, None)


async def test_an_answer_that_is_dropped(api: CoreAPI, client: httpx.AsyncClient, issuer: str) -> None:
    api.drop_answers(1)
    with pytest.raises(httpx.RemoteProtocolError):
        await client.post(f"{issuer}/users", json=ALICE)
    assert len((await client.get(f"{issuer}/users")).json()["data"]) == 1

    api.fail_next(503)
    api.drop_answers(1)
    assert (await client.get("webhooks")).status_code == 503
    with pytest.raises(httpx.RemoteProtocolError):
        await client.get("webhooks")
    assert [request.status for request in api.requests[-2:]] == [503, 200]


async def test_what_arrived_is_kept_and_shows_no_secret(api: CoreAPI, client: httpx.AsyncClient, issuer: str) -> None:
    await client.post(f"{issuer}/users?trace=1", json=ALICE)
    (received,) = api.requests
    assert (received.method, received.query, received.status) == ("POST", "trace=1", 201)
    assert received.path == f"/v1/accounts/{api.account_id}/{issuer}/users"
    assert b"alice" in received.body
    assert received.headers["authorization"].startswith("Basic ")
    assert "Basic" not in repr(received)


def test_time_does_not_run_back() -> None:
    with pytest.raises(ValueError, match="back"):
        Clock().advance(seconds=-1)
