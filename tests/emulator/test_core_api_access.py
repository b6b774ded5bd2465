"""Credentials: keys, personal tokens and access tokens, their scopes and expiry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest
from helpers.emulator_steps import create

if TYPE_CHECKING:
    from collections.abc import Generator

    from authpi_admin.testing import CoreAPI

KEY: dict[str, Any] = {"name": "Key", "restrictions": {"scopes": ["*:**"]}}


class BearerAuth(httpx.Auth):
    """Sends a bearer token."""

    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response]:
        request.headers["authorization"] = f"Bearer {self._token}"
        yield request


async def status_with(api: CoreAPI, credential: tuple[str, str] | str, path: str = "v1/me", method: str = "GET") -> int:
    """The status of a request with another credential: a key, or the text of a bearer token."""
    headers = {"authorization": f"Bearer {credential}"} if isinstance(credential, str) else {}
    auth = credential if isinstance(credential, tuple) else None
    async with httpx.AsyncClient(transport=api.transport(), base_url=api.base_url) as client:
        return (await client.request(method, path, headers=headers, auth=auth)).status_code


async def test_new_key_works_and_its_secret_is_shown_once(api: CoreAPI, client: httpx.AsyncClient) -> None:
    key = await create(client, "api-keys", **KEY)
    # api-facts: API keys, "`{algorithm: "sha256", hint: "K2J9xQ4z"}`"
    assert key["secret"] == {"algorithm": "sha256", "hint": key["secret_plain"][-8:]}
    assert await status_with(api, (key["id"], key["secret_plain"])) == 200
    assert key["secret_plain"] not in (await client.get(f"api-keys/{key['id']}")).text
    (_, row) = (await client.get("api-keys")).json()["data"]
    assert (row["scopes"], row["secret_hint"]) == (["*:**"], key["secret_plain"][-8:])
    kept = [record.hidden for table in api.state.store.tables("api-keys", ()) for record in table.live()]
    assert key["secret_plain"] not in str(kept)


async def test_given_secret(api: CoreAPI, client: httpx.AsyncClient) -> None:
    own = {"secret": "my:own", "secret_hint": "mine"}
    key = await create(client, "api-keys", **KEY, **own)
    assert (key["secret_plain"], key["secret"]["hint"]) == ("my:own", "mine")
    assert await status_with(api, (key["id"], "my:own")) == 200


async def test_block_unblock_and_revoke(api: CoreAPI, client: httpx.AsyncClient) -> None:
    key = await create(client, "api-keys", **KEY)
    path, credential = f"api-keys/{key['id']}", (key["id"], key["secret_plain"])
    assert (await client.post(f"{path}/unblock")).status_code == 409
    blocked = (await client.post(f"{path}/block", json={"reason": "leaked", "status_by": "Eve"})).json()["data"]
    assert (blocked["status"], blocked["status_reason"], blocked["status_by"]) == ("blocked", "leaked", "Eve")
    assert await status_with(api, credential) == 401
    assert (await client.post(f"{path}/unblock")).json()["data"]["status"] == "active"
    assert await status_with(api, credential) == 200
    assert (await client.post(f"{path}/revoke")).json()["data"]["status"] == "revoked"
    assert await status_with(api, credential) == 401
    for action in ("unblock", "revoke", "rotate", "block"):
        assert (await client.post(f"{path}/{action}")).status_code == 409
    undone = await client.patch(path, json={"status": "active"})
    assert (undone.status_code, undone.json()["error_description"]) == (409, "The status is revoked, which is final.")
    assert (await client.patch(path, json={"name": "Old key"})).status_code == 200


async def test_rotated_key_keeps_its_old_secret_for_a_while(api: CoreAPI, client: httpx.AsyncClient) -> None:
    key = await create(client, "api-keys", **KEY)
    new = (await client.post(f"api-keys/{key['id']}/rotate")).json()["data"]["secret_plain"]
    assert await status_with(api, (key["id"], new)) == 200
    api.clock.advance(minutes=14, seconds=59)
    assert await status_with(api, (key["id"], key["secret_plain"])) == 200
    assert await status_with(api, (key["id"], key["secret_plain"] + "x")) == 401
    api.clock.advance(seconds=1)
    assert await status_with(api, (key["id"], key["secret_plain"])) == 401
    assert await status_with(api, (key["id"], new)) == 200
    rotated = (await client.get("api-keys")).json()["data"][1]
    assert rotated["last_rotated_at"] is not None


async def test_key_expires(api: CoreAPI, client: httpx.AsyncClient) -> None:
    key = await create(client, "api-keys", **KEY, expires_at=api.clock.ms() + 60_000)
    other = await create(client, "api-keys", **KEY)
    api.clock.advance(minutes=1)
    assert await status_with(api, (key["id"], key["secret_plain"])) == 401
    assert (await client.get(f"api-keys/{key['id']}")).json()["data"]["status"] == "expired"
    api.expire(other["id"])
    assert await status_with(api, (other["id"], other["secret_plain"])) == 401


@pytest.mark.parametrize(
    ("networks", "status"),
    [
        (["127.0.0.1"], 200),
        (["10.0.0.0/8", "127.0.0.1/8"], 200),
        (["10.0.0.0/8"], 403),
        (["nonsense"], 403),
        (None, 200),
    ],
)
async def test_addresses(api: CoreAPI, client: httpx.AsyncClient, networks: list[str] | None, status: int) -> None:
    restrictions = {"scopes": ["*:**"], "ip_allowlist": networks}
    key = await create(client, "api-keys", name="Key", restrictions=restrictions)
    assert await status_with(api, (key["id"], key["secret_plain"])) == status


@pytest.mark.parametrize(
    ("scope", "expected"),  # of users, sessions of a user, webhooks
    [
        ("webhooks:manage", [403, 403, 200]),  # api-facts: Scopes, "`webhooks:manage`"
        (None, [403, 403, 403]),  # api-facts: Authentication, "a key with an empty scope list"
        ("issuers.users:read", [200, 403, 403]),  # api-facts: Scopes, "Seen literally"
        ("issuers.users:**", [200, 200, 403]),  # "`res:**` also matches every `res.sub…`"
        ("issuers.users:*", [200, 403, 403]),  # "resource match is exact"
        ("issuers:**", [200, 200, 403]),
        ("issuers:*", [403, 403, 403]),
        ("*:read", [403, 403, 200]),  # "resource `*` with a plain action matches only dot-less resources"
        ("*:*", [403, 403, 200]),
        ("*:**", [200, 200, 200]),  # "`*:**` matches everything"
        ("issuers.user:read", [403, 403, 403]),
        ("", [403, 403, 403]),
    ],
)
async def test_scopes(api: CoreAPI, client: httpx.AsyncClient, scope: str | None, expected: list[int]) -> None:
    issuer = f"issuers/{api.issuer_id}"
    (user,) = api.seed(users=1)["users"]
    key = await create(client, "api-keys", name="Key", restrictions={"scopes": [] if scope is None else [scope]})
    client.auth = httpx.BasicAuth(key["id"], key["secret_plain"])
    paths = (f"{issuer}/users", f"{issuer}/users/{user}/sessions", "webhooks")
    assert [(await client.get(path)).status_code for path in paths] == expected


async def test_scope_of_invitations(client: httpx.AsyncClient, issuer: str) -> None:
    # api-facts: Invitations, "Needs scope `issuers.organizations.invitations:write`"
    org = await create(client, f"{issuer}/organizations", name="Acme")
    scopes = ["issuers.organizations.invitations:write"]
    key = await create(client, "api-keys", name="Key", restrictions={"scopes": scopes})
    client.auth = httpx.BasicAuth(key["id"], key["secret_plain"])
    path = f"{issuer}/organizations/{org['id']}/invitations"
    await create(client, path, email_invited="eve@example.com", scopes=["member"])
    assert (await client.get(path)).status_code == 403


async def test_keys_of_an_organization(api: CoreAPI, client: httpx.AsyncClient, issuer: str) -> None:
    org = await create(client, f"{issuer}/organizations", name="Acme")
    path = f"{issuer}/organizations/{org['id']}"
    key = await create(client, f"{path}/api-keys", **KEY)
    assert (key["org_id"], key["issuer_id"]) == (org["id"], api.issuer_id)
    assert [row["id"] for row in (await client.get(f"{path}/api-keys")).json()["data"]] == [key["id"]]
    assert [row["id"] for row in (await client.get("api-keys")).json()["data"]] == [api.key[0]]

    # api-facts: Organisations, "No forced sign-out on suspension; no automatic API-key revocation on delete"
    credential = (key["id"], key["secret_plain"])
    await client.patch(path, json={"status": "suspended"})
    assert await status_with(api, credential) == 200
    await client.delete(path)
    assert await status_with(api, credential) == 200
    assert (await client.get(f"api-keys/{key['id']}")).json()["data"]["status"] == "active"
    assert (await client.post(f"api-keys/{key['id']}/revoke")).status_code == 200
    assert await status_with(api, credential) == 401


async def test_personal_tokens(api: CoreAPI, client: httpx.AsyncClient, issuer: str) -> None:
    (user_id, other_id) = api.seed(users=2)["users"]
    expires_at = api.clock.ms() + 60_000
    body: dict[str, Any] = {
        "name": "Token",
        "restrictions": {"scopes": ["issuers.users:read"]},
        "expires_at": expires_at,
    }
    token = (await create(client, f"{issuer}/users/{user_id}/tokens", **body))["token_plain"]
    await create(client, f"{issuer}/users/{other_id}/tokens", **body)
    (row,) = (await client.get(f"{issuer}/users/{user_id}/tokens")).json()["data"]
    assert (row["user_id"], row["scopes"], row["status"]) == (user_id, ["issuers.users:read"], "active")

    users = f"v1/accounts/{api.account_id}/{issuer}/users"
    assert await status_with(api, token, users) == 200
    assert await status_with(api, token, f"{users}/{user_id}", "DELETE") == 403
    introspected = (await client.post(f"{issuer}/tokens/introspect", json={"token": token})).json()["data"]
    assert introspected["sub"] == user_id
    assert introspected["exp"] == expires_at // 1000
    api.clock.advance(minutes=1)
    assert await status_with(api, token, users) == 401
    late = (await client.post(f"{issuer}/tokens/introspect", json={"token": token})).json()["data"]
    assert late == {"active": False}
    assert (await client.post(f"tokens/{row['id']}/revoke")).status_code == 409


async def test_revoked_token(api: CoreAPI, client: httpx.AsyncClient, issuer: str) -> None:
    (user_id,) = api.seed(users=1)["users"]
    path = f"{issuer}/users/{user_id}/tokens"
    token = (await create(client, path, **KEY))["token_plain"]
    (row,) = (await client.get(path)).json()["data"]
    assert await status_with(api, token) == 200
    await client.post(f"tokens/{row['id']}/revoke")
    assert await status_with(api, token) == 401
    gone = (await create(client, path, **KEY))["token_plain"]
    await client.delete(f"tokens/{(await client.get(path)).json()['data'][1]['id']}")
    assert await status_with(api, gone) == 401
    for text in (token, gone, "nonsense"):
        response = await client.post(f"{issuer}/tokens/introspect", json={"token": text})
        assert response.json()["data"] == {"active": False}


async def test_fifty_active_tokens_a_user(api: CoreAPI, client: httpx.AsyncClient, issuer: str) -> None:
    (user_id,) = api.seed(users=1)["users"]
    path = f"{issuer}/users/{user_id}/tokens"
    for _ in range(50):
        await create(client, path, **KEY)
    assert (await client.post(path, json=KEY)).status_code == 409
    row = (await client.get(path)).json()["data"][0]
    await client.post(f"tokens/{row['id']}/revoke")
    await create(client, path, **KEY)


async def test_access_tokens(api: CoreAPI, client: httpx.AsyncClient, issuer: str) -> None:
    (user_id,) = api.seed(users=1)["users"]
    token = api.access_token(user_id, expires_in=60)
    client.auth = BearerAuth(token)
    me = (await client.get(f"{api.base_url}/v1/me")).json()["data"]
    assert (me["type"], me["user_id"], me["issuer_id"]) == ("user", user_id, api.issuer_id)
    other = await create(client, "issuers", name="Other")
    elsewhere = await client.post(f"issuers/{other['id']}/tokens/introspect", json={"token": token})
    assert elsewhere.json()["data"] == {"active": False}
    api.clock.advance(seconds=60)
    assert (await client.get("issuers")).status_code == 401

    token = api.access_token(user_id, scopes=("issuers:read",))
    assert await status_with(api, token, f"v1/accounts/{api.account_id}/issuers") == 200
    api.expire(token)
    assert await status_with(api, token) == 401
    token = api.access_token({"user_id": user_id})
    client.auth = httpx.BasicAuth(*api.key)
    await client.patch(f"{issuer}/users/{user_id}", json={"status": "suspended"})
    assert await status_with(api, token) == 401


def test_expire_of_an_unknown_token(api: CoreAPI) -> None:
    with pytest.raises(LookupError):
        api.expire("nonsense")
    with pytest.raises(LookupError, match="usr_0"):
        api.access_token("usr_0")
