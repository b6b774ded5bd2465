"""Sessions: lifetimes, the limit for each user, and sessions of clients that end with the sign-on session."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers.emulator_steps import create, rows

if TYPE_CHECKING:
    import httpx

    from authpi_admin.testing import CoreAPI


@pytest.fixture
def user(api: CoreAPI) -> str:
    return api.seed(users=1)["users"][0]


async def test_default_lifetimes_of_sessions(api: CoreAPI, user: str) -> None:
    # api-facts: Sessions, "7 days life, 12 h idle"
    session = api.sign_in(user)
    assert (session["ttl"], session["idle_timeout"]) == (604_800, 43_200)
    assert session["expires_at"] - session["created_at"] == 604_800_000
    assert session["last_activity_at"] == session["created_at"]


async def test_idle_session_expires(api: CoreAPI, client: httpx.AsyncClient, issuer: str, user: str) -> None:
    path = f"{issuer}/sessions/{api.sign_in(user)['id']}"
    api.clock.advance(hours=11.9)
    assert (await client.get(path)).json()["data"]["status"] == "active"
    api.clock.advance(hours=0.1)
    assert (await client.get(path)).json()["data"]["status"] == "expired"
    assert len(await rows(client, f"{issuer}/users/{user}/sessions?status=expired")) == 1


async def test_settings_of_the_issuer(api: CoreAPI, client: httpx.AsyncClient, issuer: str, user: str) -> None:
    # api-facts: Issuers, "`settings.access.sessions.max_age` and `.idle_timeout`: seconds"
    limits = {"max_age": 3600, "idle_timeout": 60}
    await client.patch(issuer, json={"settings": {"access": {"sessions": limits}}})
    session = api.sign_in(user)
    assert (session["ttl"], session["idle_timeout"]) == (3600, 60)
    assert api.sign_in(user, ttl=30)["ttl"] == 30


async def test_fifty_first_session_expires_the_oldest(
    api: CoreAPI, client: httpx.AsyncClient, issuer: str, user: str
) -> None:
    # api-facts: Sessions, "50 per user (the 51st expires the oldest)"
    (other,) = api.seed(users=1)["users"]
    api.sign_in(other)
    ids = [api.sign_in(user)["id"] for _ in range(51)]
    path = f"{issuer}/users/{user}/sessions"
    assert [row["id"] for row in await rows(client, f"{path}?status=expired")] == ids[:1]
    assert [row["id"] for row in await rows(client, f"{path}?status=active")] == ids[1:]
    assert len(await rows(client, f"{issuer}/users/{other}/sessions?status=active")) == 1


async def test_revoking_the_sign_on_revokes_its_client_sessions(
    api: CoreAPI, client: httpx.AsyncClient, issuer: str, user: str
) -> None:
    # api-facts: Sessions, "revoking an `op` also revokes its linked `rp` ones"
    anchor, other = api.sign_in(user), api.sign_in(user)
    linked, elsewhere = api.sign_in(user, op_session=anchor), api.sign_in(user, op_session=other["id"])
    assert (anchor["type"], linked["type"], linked["op_session_id"]) == ("op", "rp", anchor["id"])
    await client.post(f"{issuer}/sessions/{linked['id']}/suspend")
    await client.post(f"{issuer}/sessions/{anchor['id']}/revoke", json={"reason": "lost"})
    found = {row["id"]: row["status"] for row in await rows(client, f"{issuer}/users/{user}/sessions")}
    assert found == {
        anchor["id"]: "revoked",
        linked["id"]: "revoked",
        other["id"]: "active",
        elsewhere["id"]: "active",
    }
    revoked = (await client.get(f"{issuer}/sessions/{linked['id']}")).json()["data"]
    assert revoked["revoked_reason"] == "lost"

    await client.post(f"{issuer}/sessions/{elsewhere['id']}/revoke")
    assert (await client.get(f"{issuer}/sessions/{other['id']}")).json()["data"]["status"] == "active"


async def test_session_of_a_user_of_another_issuer_is_not_counted(
    api: CoreAPI, client: httpx.AsyncClient, user: str
) -> None:
    other = await create(client, "issuers", name="Other")
    (stranger,) = api.seed(issuer=other["id"], users=1)["users"]
    assert api.sign_in(stranger)["issuer_id"] == other["id"]
    assert len(await rows(client, f"issuers/{api.issuer_id}/users/{user}/sessions")) == 0
