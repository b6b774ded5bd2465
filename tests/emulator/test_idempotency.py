"""Idempotency keys: replays, mismatches, requests in flight, and when keys end."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from helpers.emulator_steps import api_client, create
from helpers.virtual_time import VirtualTime

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from authpi_admin.testing import CoreAPI

ALICE = {"username_type": "email", "username": "alice@example.com"}
KEY = {"idempotency-key": "k"}


async def started(api: CoreAPI, call: Coroutine[Any, Any, httpx.Response]) -> asyncio.Task[httpx.Response]:
    """Start a request, and wait until the API processes it."""
    task = asyncio.create_task(call)
    async with asyncio.timeout(10):
        while not api.idempotency_keys.entries:  # noqa: ASYNC110 - the API has no event for it
            await asyncio.sleep(0)
    return task


async def test_repeated_request_gets_the_response_of_the_first(api: CoreAPI, client: httpx.AsyncClient) -> None:
    body: dict[str, object] = {"name": "x", "restrictions": {}}
    first = await client.post("api-keys", json=body, headers=KEY)
    again = await client.post("api-keys", json=body, headers=KEY)
    assert again.json() == first.json()
    assert (again.status_code, again.headers["etag"]) == (201, first.headers["etag"])
    assert (first.headers.get("idempotent-replayed"), again.headers["idempotent-replayed"]) == (None, "true")

    # api-facts: Idempotency, "Mismatch ⇒ **422**"
    other = await client.post("api-keys", json={**body, "name": "y"}, headers=KEY)
    assert (other.status_code, other.json()["error"]) == (422, "invalid_request")
    text = "Idempotency-Key has already been used with a different request body"
    assert other.json()["error_description"] == text

    api.clock.advance(hours=23, minutes=59)
    kept = await client.post("api-keys", json=body, headers=KEY)
    assert kept.json() == first.json()
    api.clock.advance(minutes=2)
    late = await client.post("api-keys", json=body, headers=KEY)
    assert late.json()["data"]["id"] != first.json()["data"]["id"]


async def test_failure_does_not_use_up_a_key(client: httpx.AsyncClient, issuer: str) -> None:
    taken = (await client.post(f"{issuer}/users", json=ALICE)).json()["data"]["id"]
    assert (await client.post(f"{issuer}/users", json=ALICE, headers=KEY)).status_code == 409
    await client.delete(f"{issuer}/users/{taken}")
    assert (await client.post(f"{issuer}/users", json=ALICE, headers=KEY)).status_code == 201


@pytest.mark.parametrize("key", ["", "k" * 257])
async def test_length_of_an_idempotency_key(client: httpx.AsyncClient, key: str) -> None:
    body: dict[str, object] = {"name": "x", "restrictions": {}}
    response = await client.post("api-keys", json=body, headers={"idempotency-key": key})
    assert [field["field"] for field in response.json()["fields"]] == ["Idempotency-Key"]


async def test_key_of_a_running_request(api: CoreAPI, client: httpx.AsyncClient, issuer: str) -> None:
    api.delay(60)
    with VirtualTime() as virtual_time:
        first = await started(api, client.post(f"{issuer}/users", json=ALICE, headers=KEY))
        second = await client.post(f"{issuer}/users", json=ALICE, headers=KEY)
        virtual_time.skip(61)
        assert (await first).status_code == 201
    assert (second.status_code, second.headers["retry-after"], second.json()["retry_after"]) == (409, "1", 1)
    # api-facts: Idempotency, "Same key in flight ⇒ **409** + `Retry-After`"
    assert second.json()["error"] == "conflict"
    assert second.json()["error_description"] == "A request with this Idempotency-Key is currently being processed"
    assert second.json()["retryable"] is True


async def test_response_to_a_disconnected_client_is_kept(api: CoreAPI, client: httpx.AsyncClient, issuer: str) -> None:
    api.delay(60)
    first = await started(api, client.post(f"{issuer}/users", json=ALICE, headers=KEY))
    first.cancel()
    await asyncio.wait([first])
    api.delay(0)
    again = await client.post(f"{issuer}/users", json=ALICE, headers=KEY)
    assert (again.status_code, again.headers["idempotent-replayed"]) == (201, "true")


async def test_fingerprint_is_path_and_body(client: httpx.AsyncClient, issuer: str) -> None:
    # api-facts: Idempotency, "Fingerprint = URL path + request body"
    first = await client.post(f"{issuer}/agents?trace=1", json={"name": "x"}, headers=KEY)
    again = await client.post(f"{issuer}/agents?trace=2", json={"name": "x"}, headers=KEY)
    assert again.json() == first.json()
    elsewhere = await client.post(f"{issuer}/clients", json={"name": "x"}, headers=KEY)
    assert elsewhere.status_code == 422


async def test_scopes_are_checked_again_on_a_replay(client: httpx.AsyncClient, issuer: str) -> None:
    # api-facts: Idempotency, "scopes are checked again"
    assert (await client.post(f"{issuer}/users", json=ALICE, headers=KEY)).status_code == 201
    weak = await create(client, "api-keys", name="Weak", restrictions={"scopes": ["issuers.users:read"]})
    auth = httpx.BasicAuth(weak["id"], weak["secret_plain"])
    assert (await client.post(f"{issuer}/users", json=ALICE, headers=KEY, auth=auth)).status_code == 403


async def test_long_response_is_replayed_without_its_body(api: CoreAPI) -> None:
    # api-facts: Idempotency, responses over **512 KB**
    client = api_client(api)  # not one that expects what the document describes
    for length, has_body in ((500_000, True), (530_000, False)):
        body: dict[str, Any] = {"name": "x", "metadata": {"text": "x" * length}}
        headers = {"idempotency-key": str(length)}
        first = await client.post("issuers", json=body, headers=headers)
        again = await client.post("issuers", json=body, headers=headers)
        assert (first.status_code, again.status_code) == (201, 201)
        assert again.headers["idempotent-replayed"] == "true"
        assert again.content == (first.content if has_body else b"")


async def test_keys_are_forgotten_after_a_day(api: CoreAPI, client: httpx.AsyncClient) -> None:
    # api-facts: Idempotency, "Keys end after **24 hours**"
    for number in range(50):
        await client.post("issuers", json={"name": "x"}, headers={"idempotency-key": str(number)})
        api.clock.advance(hours=1)
    assert len(api.idempotency_keys.entries) == 24
