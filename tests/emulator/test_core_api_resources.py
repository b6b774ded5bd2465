"""Create, read, update and delete resources, and pages of lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers.emulator_steps import create, rows

if TYPE_CHECKING:
    import httpx


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
