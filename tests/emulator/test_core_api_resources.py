"""The plain life of resources, and how lists page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers.emulator_steps import create, rows

if TYPE_CHECKING:
    import httpx

    from authpi_admin.testing import CoreAPI


async def test_an_issuer_from_birth_to_death(api: CoreAPI, client: httpx.AsyncClient) -> None:
    issuer = await create(client, "issuers", name="Customers", description="All of them", metadata={"a": 1})
    assert issuer["id"].startswith("i_")
    assert issuer["id"].removeprefix("i_").isalnum()
    assert (issuer["status"], issuer["account_id"]) == ("active", api.account_id)
    path = f"issuers/{issuer['id']}"

    changed = (await client.patch(path, json={"description": None, "metadata": {"b": 2}})).json()["data"]
    assert (changed["name"], changed["description"], changed["metadata"]) == ("Customers", None, {"b": 2})
    assert changed["updated_at"] > changed["created_at"]
    assert (await client.get(path)).json()["data"] == changed

    await create(client, f"{path}/users", username_type="phone", username="+441")
    assert (await client.delete(path)).status_code == 204
    assert (await client.get(path)).status_code == 404
    assert (await client.get(f"{path}/users")).status_code == 404
    assert [row["name"] for row in await rows(client, "issuers")] == ["Default"]


async def test_issuers_are_listed_newest_first_and_filtered(client: httpx.AsyncClient) -> None:
    for name in ("Alpha", "Beta", "alphabet"):
        await create(client, "issuers", name=name, settings={"access": {"mode": name.casefold()}})
    assert [row["name"] for row in await rows(client, "issuers")] == ["alphabet", "Beta", "Alpha", "Default"]
    first = (await client.get("issuers?limit=2")).json()
    second = (await client.get(f"issuers?limit=2&cursor={first['next_cursor']}")).json()
    assert [row["name"] for row in second["data"]] == ["Alpha", "Default"]
    assert [row["name"] for row in await rows(client, "issuers?q=ALPHA")] == ["alphabet", "Alpha"]
    assert [row["name"] for row in await rows(client, "issuers?access_mode=beta")] == ["Beta"]


@pytest.mark.filterwarnings("ignore::authpi_admin.testing.UnknownKeysWarning")
async def test_members_that_the_api_sets_cannot_be_written(client: httpx.AsyncClient, issuer: str) -> None:
    user = await create(
        client, f"{issuer}/users", username_type="email", username="a@example.com", id="usr_mine", created_at=1
    )
    assert user["id"] != "usr_mine"
    changed = await client.patch(f"{issuer}/users/{user['id']}", json={"created_at": 1, "issuer_id": "i_other"})
    assert changed.json()["data"] | {"updated_at": None} == user | {"updated_at": None}


async def test_user_names_are_unique_in_an_issuer(client: httpx.AsyncClient, issuer: str) -> None:
    ann = await create(client, f"{issuer}/users", username_type="email", username="ann@example.com")
    bob = await create(client, f"{issuer}/users", username_type="email", username="bob@example.com")
    path = f"{issuer}/users/{bob['id']}"
    taken = await client.patch(path, json={"username": "Ann@Example.com"})
    assert (taken.status_code, taken.json()["error"]) == (409, "conflict")
    assert (await client.get(path)).json()["data"]["username"] == "bob@example.com"

    assert (await client.patch(path, json={"username": "rob@example.com"})).status_code == 200
    await create(client, f"{issuer}/users", username_type="email", username="bob@example.com")
    await client.delete(f"{issuer}/users/{ann['id']}")
    await create(client, f"{issuer}/users", username_type="email", username="ann@example.com")
    other = await create(client, "issuers", name="Other")
    await create(client, f"issuers/{other['id']}/users", username_type="email", username="ann@example.com")


async def test_a_change_of_status_says_when_why_and_by_whom(
    api: CoreAPI, client: httpx.AsyncClient, issuer: str
) -> None:
    user = await create(client, f"{issuer}/users", username_type="email", username="a@example.com")
    path = f"{issuer}/users/{user['id']}"
    blocked = (await client.patch(path, json={"status": "blocked", "status_reason": "spam"})).json()["data"]
    assert (blocked["status"], blocked["status_reason"], blocked["status_by"]) == ("blocked", "spam", api.key[0])
    assert blocked["status_at"] <= api.clock.ms()
    active = (await client.patch(path, json={"status": "active", "status_by": "Eve"})).json()["data"]
    assert (active["status_reason"], active["status_by"]) == (None, "Eve")
    assert [row["user_id"] for row in await rows(client, f"{issuer}/users?status=active")] == [user["id"]]


async def test_deleted_users_are_listed_only_when_asked_for(client: httpx.AsyncClient, issuer: str) -> None:
    gone = await create(client, f"{issuer}/users", username_type="email", username="a@example.com")
    erased = await create(client, f"{issuer}/users", username_type="email", username="b@example.com")
    await client.delete(f"{issuer}/users/{gone['id']}")
    answer = await client.patch(f"{issuer}/users/{erased['id']}", json={"status": "deleted"})
    assert answer.json()["data"]["status"] == "deleted"
    assert (await client.get(f"{issuer}/users/{erased['id']}")).status_code == 404
    assert await rows(client, f"{issuer}/users") == []
    listed = await rows(client, f"{issuer}/users?status=deleted")
    assert [row["user_id"] for row in listed] == [gone["id"], erased["id"]]


async def test_pages_hold_while_rows_come_and_go(client: httpx.AsyncClient, issuer: str) -> None:
    path = f"{issuer}/users"
    ids = [
        (await create(client, path, username_type="unique-name", username=f"user {number}"))["id"]
        for number in range(25)
    ]
    first = (await client.get(f"{path}?limit=10")).json()
    assert [row["user_id"] for row in first["data"]] == ids[:10]
    for gone in (ids[3], ids[9], ids[10]):
        await client.delete(f"{path}/{gone}")
    new = (await create(client, path, username_type="unique-name", username="late"))["id"]
    second = (await client.get(f"{path}?limit=10&cursor={first['next_cursor']}")).json()
    third = (await client.get(f"{path}?limit=10&cursor={second['next_cursor']}")).json()
    assert [row["user_id"] for row in second["data"] + third["data"]] == [*ids[11:], new]
    assert (third["has_more"], third["next_cursor"]) == (False, None)


async def test_webhook_secrets_are_shown_once(client: httpx.AsyncClient) -> None:
    body = {"name": "x", "url": "https://example.com", "events": ["user.created"]}
    hook = await create(client, "webhooks", **body, auth={"type": "bearer+signature"})
    auth = hook["auth"]
    # api-facts: Webhooks, "`signature_secret_hint` such as `"...xyz789"`"
    for name in ("bearer_token", "signature_secret"):
        assert auth[f"{name}_hint"] == f"...{auth[f'{name}_plain'][-6:]}"
    assert auth["signature_secret_plain"].startswith("whs_")
    assert auth["signature_algorithm"] == "hmac-sha256"
    path = f"webhooks/{hook['id']}"
    read = (await client.get(path)).json()["data"]
    assert "bearer_token_plain" not in read["auth"]
    assert (await rows(client, "webhooks"))[0]["auth_type"] == "bearer+signature"

    renamed = (await client.patch(path, json={"name": "y"})).json()["data"]
    assert renamed["auth"] == read["auth"]
    own = (await client.patch(path, json={"auth": {"type": "bearer", "bearer_token": "my-own-token"}})).json()["data"]
    assert own["auth"] == {"type": "bearer", "bearer_token_hint": "...-token"}


async def test_the_account_and_its_organization(api: CoreAPI, client: httpx.AsyncClient) -> None:
    path = f"{api.base_url}/v1/accounts/{api.account_id}"
    changed = (await client.patch(path, json={"name": "Acme", "metadata": {"a": 1}})).json()["data"]
    assert (changed["organization"]["name"], changed["metadata"]) == ("Acme", {"a": 1})
    assert [account["id"] for account in await rows(client, f"{api.base_url}/v1/accounts")] == [api.account_id]


@pytest.mark.parametrize("path", ["users/usr_0", "users/usr_0/sessions", "organizations/org_0/members/usr_0"])
async def test_what_is_not_there(client: httpx.AsyncClient, issuer: str, path: str) -> None:
    answer = await client.get(f"{issuer}/{path}")
    assert answer.status_code == (405 if path.endswith("members/usr_0") else 404)
