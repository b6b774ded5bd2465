"""Sign-up, sign-in and verifiers of users, organizations and their members, and agents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from helpers.emulator_steps import create, rows
from pyotp.totp import TOTP

if TYPE_CHECKING:
    import httpx

    from authpi_admin.testing import CoreAPI


async def test_sign_up_and_approval(api: CoreAPI, client: httpx.AsyncClient, issuer: str) -> None:
    ann = api.sign_up("ann@example.com", first_name="Ann")
    bob = api.sign_up("bob@example.com")
    assert (ann["status"], ann["profile"]) == ("pending_approval", {"first_name": "Ann"})
    assert [row["user_id"] for row in await rows(client, f"{issuer}/approvals")] == [ann["id"], bob["id"]]
    path = f"{issuer}/approvals/{ann['id']}"
    refused = await client.patch(path, json={"status": "suspended"})
    assert (refused.status_code, refused.json()["fields"][0]["field"]) == (400, "status")
    approved = (await client.patch(path, json={"status": "active", "status_reason": "known"})).json()["data"]
    assert (approved["status"], approved["approval"]["outcome"]) == ("active", "approved")
    assert (approved["status_reason"], approved["status_by"]) == ("known", api.key[0])
    assert (await client.patch(path, json={"status": "active"})).status_code == 404
    rejected = await client.patch(f"{issuer}/approvals/{bob['id']}", json={"status": "blocked"})
    assert rejected.json()["data"]["approval"]["outcome"] == "rejected"
    assert await rows(client, f"{issuer}/approvals") == []
    types = [event["type"] for event in await rows(client, "events")]
    assert types == ["user.approval.requested"] * 2 + ["user.approval.approved", "user.approval.rejected"]


async def complete(api: CoreAPI, client: httpx.AsyncClient, path: str, enrollment: dict[str, Any]) -> httpx.Response:
    """Complete the enrollment of an authenticator app with its current code."""
    code = TOTP(enrollment["secret"]).at(int(api.clock.time()))
    body = {"enrollment_id": enrollment["enrollment_id"], "code": code}
    return await client.post(f"{path}/complete-enrollment", json=body)


async def test_totp_enrollment_needs_a_correct_code_in_time(
    api: CoreAPI, client: httpx.AsyncClient, issuer: str
) -> None:
    (user,) = api.seed(users=1)["users"]
    path = f"{issuer}/users/{user}/verifiers"
    enrollment = await create(client, path, type="totp_app", name="Phone")
    assert enrollment["provisioning_uri"].startswith("otpauth://totp/AuthPI:")
    assert enrollment["secret"] in enrollment["provisioning_uri"]
    assert await rows(client, path) == []
    body = {"enrollment_id": enrollment["enrollment_id"], "code": "x"}
    wrong = (await client.post(f"{path}/complete-enrollment", json=body)).json()["data"]
    assert (wrong["success"], wrong["error"]) == (False, "invalid_code")
    done = (await complete(api, client, path, enrollment)).json()["data"]
    assert done["success"] is True
    assert len(set(done["backup_codes"])) == 10
    assert (await complete(api, client, path, enrollment)).status_code == 404
    kinds = {row["type"]: row["id"] for row in await rows(client, path)}
    assert kinds == {"backup_codes": kinds["backup_codes"], "totp_app": done["verifier_id"]}

    second = await create(client, path, type="totp_app")
    assert (await complete(api, client, path, second)).json()["data"]["backup_codes"] is None
    third = await create(client, path, type="totp_app")
    api.clock.advance(minutes=10)
    assert (await complete(api, client, path, third)).status_code == 404


async def test_totp_and_backup_codes_are_checked(api: CoreAPI, client: httpx.AsyncClient, issuer: str) -> None:
    (user,) = api.seed(users=1)["users"]
    path = f"{issuer}/users/{user}/verifiers"
    enrollment = await create(client, path, type="totp_app")
    done = (await complete(api, client, path, enrollment)).json()["data"]
    kinds = {row["type"]: row["id"] for row in await rows(client, path)}
    verifier, backup = f"{path}/{done['verifier_id']}", f"{path}/{kinds['backup_codes']}"
    code = {"code": TOTP(enrollment["secret"]).at(int(api.clock.time()))}
    assert (await client.post(f"{verifier}/verify", json=code)).json()["data"]["success"] is True
    api.clock.advance(minutes=5)
    late = (await client.post(f"{verifier}/verify", json=code)).json()["data"]
    assert (late["success"], late["error"]) == (False, "invalid_code")
    used = {"code": done["backup_codes"][0]}
    first = (await client.post(f"{backup}/verify", json=used)).json()["data"]
    assert (first["success"], first["remaining"]) == (True, 9)
    assert (await client.post(f"{backup}/verify", json=used)).json()["data"]["success"] is False
    assert (await client.post(f"{verifier}/regenerate")).status_code == 409
    codes = (await client.post(f"{backup}/regenerate")).json()["data"]["codes"]
    old = (await client.post(f"{backup}/verify", json={"code": done["backup_codes"][1]})).json()["data"]
    assert (old["success"], old["remaining"]) == (False, 10)
    assert set(codes).isdisjoint(done["backup_codes"])
    await client.patch(verifier, json={"status": "disabled"})
    assert (await client.post(f"{verifier}/verify", json=code)).status_code == 409


async def test_trusted_devices(api: CoreAPI, client: httpx.AsyncClient, issuer: str) -> None:
    (user,) = api.seed(users=1)["users"]
    path = f"{issuer}/users/{user}/trusted-devices"
    first = await create(client, path, fingerprint="a", name="Laptop")
    api.clock.advance(days=29)
    await create(client, path, fingerprint="b")
    assert (await rows(client, path))[0]["id"] == first["device_id"]
    api.clock.advance(days=1)
    assert [row["fingerprint"] for row in await rows(client, path)] == ["b"]
    assert (await client.post(f"{path}/revoke-all")).json()["data"] == {"revoked_count": 1}
    assert await rows(client, path) == []


async def test_members(api: CoreAPI, client: httpx.AsyncClient, issuer: str) -> None:
    seeded = api.seed(users=2, agents=1)
    settings = {"max_members": 2, "default_member_scopes": ["read"]}
    org = await create(client, f"{issuer}/organizations", name="Acme", **settings)
    path = f"{issuer}/organizations/{org['id']}"
    group = await create(client, f"{path}/groups", name="Crew", scopes=["x"])
    ann = await create(client, f"{path}/members", member_id=seeded["users"][0], groups=[group["id"]])
    assert (ann["member_type"], ann["scopes"], ann["status"]) == ("user", ["read"], "active")
    bot = await create(client, f"{path}/members", member_id=seeded["agents"][0], scopes=["write"])
    assert bot["member_type"] == "agent"
    assert (await client.post(f"{path}/members", json={"member_id": ann["member_id"]})).status_code == 409
    assert (await client.post(f"{path}/members", json={"member_id": seeded["users"][1]})).status_code == 409
    assert (await client.post(f"{path}/members", json={"member_id": "usr_0"})).status_code == 404
    assert [row["member_id"] for row in await rows(client, f"{path}/members?scope=write")] == [bot["member_id"]]
    assert (await client.get(path)).json()["data"]["stats"] == {"n_members": 2}

    await client.delete(f"{path}/groups/{group['id']}")
    await client.delete(f"{issuer}/agents/{bot['member_id']}")
    assert [row["groups"] for row in await rows(client, f"{path}/members")] == [[]]
    await client.delete(f"{path}/members/{ann['member_id']}")
    assert await rows(client, f"{path}/members") == []
    await create(client, f"{path}/members", member_id=ann["member_id"])


async def test_invitations(api: CoreAPI, client: httpx.AsyncClient, issuer: str) -> None:
    org = await create(client, f"{issuer}/organizations", name="Acme")
    path = f"{issuer}/organizations/{org['id']}"
    body: dict[str, Any] = {"email_invited": "Eve@Example.com", "scopes": ["a"], "expires_in_seconds": 60}
    invitation = await create(client, f"{path}/invitations", **body)
    assert (invitation["email_invited"], invitation["status"]) == ("eve@example.com", "pending")
    assert invitation["expires_at"] == invitation["created_at"] + 60_000
    assert (await client.post(f"{path}/invitations", json=body)).status_code == 409

    here = f"{path}/invitations/{invitation['id']}"
    await client.patch(path, json={"status": "suspended"})
    for method, url in (("POST", f"{here}/resend"), ("PATCH", here), ("POST", f"{path}/invitations")):
        assert (await client.request(method, url, json=body if method == "POST" else {})).status_code == 409
    with pytest.raises(ValueError, match="frozen"):
        api.accept(invitation)
    await client.patch(path, json={"status": "active"})
    api.clock.advance(seconds=1)
    sent = (await client.post(f"{here}/resend")).json()["data"]
    assert sent["last_email_sent_at"] > invitation["last_email_sent_at"]

    member = api.accept(invitation)
    assert member["scopes"] == ["a"]
    accepted = (await client.get(here)).json()["data"]
    assert (accepted["status"], accepted["user_id_invited"]) == ("accepted", member["member_id"])
    assert (await client.post(f"{here}/revoke")).status_code == 409
    assert (await rows(client, f"{path}/members"))[0]["member_id"] == member["member_id"]

    known = await create(client, f"{path}/invitations", email_invited="ann@example.com", scopes=["b"])
    ann = await create(client, f"{issuer}/users", username_type="email", username="ann@example.com")
    assert api.accept(known["id"])["member_id"] == ann["id"]
    late = await create(client, f"{path}/invitations", **{**body, "email_invited": "late@example.com"})
    api.expire(late)
    assert (await client.get(f"{path}/invitations/{late['id']}")).json()["data"]["status"] == "expired"
    with pytest.raises(ValueError, match="expired"):
        api.accept(late)
    await client.patch(path, json={"invitation_enabled": False})
    assert (await client.post(f"{path}/invitations", json=body)).status_code == 409


async def test_agents_and_their_verifiers(client: httpx.AsyncClient, issuer: str) -> None:
    bot = await create(client, f"{issuer}/agents", name="Bot", model="m-1", provider="Acme")
    await create(client, f"{issuer}/agents", name="Idle")
    path = f"{issuer}/agents/{bot['id']}/verifiers"
    verifier = await create(client, path, type="secret")
    assert verifier["secret"].endswith(verifier["credential"]["hint"])
    assert "secret" not in (await rows(client, path))[0]
    no_address = await client.post(path, json={"type": "wallet"})
    assert [field["field"] for field in no_address.json()["fields"]] == ["address"]
    wallet = await create(client, path, type="wallet", address="eip155:1:0xab")
    assert wallet["credential"] == {"address": "eip155:1:0xab"}
    for query, names in {"has_verifiers=false": ["Idle"], "model=m-1": ["Bot"], "provider=acme": []}.items():
        assert [row["name"] for row in await rows(client, f"{issuer}/agents?{query}")] == names, query
    assert (await rows(client, f"{issuer}/agents?has_verifiers=true"))[0]["verifiers"] == ["secret", "wallet"]
    for _ in range(18):
        await create(client, path, type="secret")
    assert (await client.post(path, json={"type": "secret"})).status_code == 409


async def test_clients(client: httpx.AsyncClient, issuer: str) -> None:
    path = f"{issuer}/clients"
    web = await create(client, path, name="Web App", settings={"redirect_uris": ["https://a.example"], "scopes": ["a"]})
    spa = await create(client, path, name="Page", application_type="spa")
    assert (web["confidential"], spa["confidential"], spa.get("secret")) == (True, False, None)
    (row,) = await rows(client, f"{path}?name=web")
    assert (row["application_type"], row["redirect_uri_count"], row["scopes"]) == ("web", 1, ["a"])
    assert [row["name"] for row in await rows(client, f"{path}?application_type=spa")] == ["Page"]
    rotated = await client.post(f"{path}/{web['id']}/secret/rotate")
    assert rotated.json()["data"]["secret"] != web["secret"]
    assert (await client.get(f"{path}/{web['id']}")).json()["data"]["secret_rotated_at"] is not None
    assert (await client.post(f"{path}/{spa['id']}/secret/rotate")).status_code == 409
    await client.delete(f"{path}/{spa['id']}")
    assert [row["name"] for row in await rows(client, path)] == ["Web App"]
    assert [row["name"] for row in await rows(client, f"{path}?status=deleted")] == ["Page"]
