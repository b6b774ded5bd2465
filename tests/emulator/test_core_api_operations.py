"""Every operation of the document is answered with success; the client holds each answer against the document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyotp.totp import TOTP

if TYPE_CHECKING:
    import httpx
    from helpers.checked import CheckedTransport

    from authpi_admin.testing import CoreAPI


class Walk:
    """Calls one operation after another; each must succeed."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        """Walk with a client."""
        self._client = client

    async def __call__(self, method: str, path: str, /, **body: Any) -> Any:
        """The `data` of the answer."""
        answer = await self._client.request(method, path, json=body or ({} if method == "PATCH" else None))
        assert answer.is_success, (method, path, answer.text)
        return answer.json()["data"] if answer.content else None

    async def life(self, collection: str, /, **body: Any) -> str:
        """Create, list, read and update a resource; its path."""
        made = await self("POST", collection, **body)
        path = f"{collection}/{made['id']}"
        assert await self("GET", collection)
        assert (await self("GET", path))["id"] == made["id"]
        await self("PATCH", path)
        return path


async def walk_account(call: Walk, api: CoreAPI) -> None:
    root = f"{api.base_url}/v1"
    await call("GET", f"{root}/me")
    await call("GET", f"{root}/accounts")
    await call("GET", f"{root}/accounts/{api.account_id}")
    await call("PATCH", f"{root}/accounts/{api.account_id}")
    await call("POST", "domains", host="auth.example.com")
    await call("POST", "domains/auth.example.com/verify")
    await call("POST", "domains/auth.example.com/assign", issuer_id=api.issuer_id)
    await call("GET", "domains")
    await call("POST", "domains/auth.example.com/unassign")
    await call("DELETE", "domains/auth.example.com")
    await call("POST", "credits/topups")
    for path in ("credits/ledger", "usage", "usage/estimate", "invoices"):
        await call("GET", path)
    await call("POST", "payment-methods/stripe/setup-intent")
    method = await call("POST", "payment-methods", type="x402")
    await call("PATCH", f"payment-methods/{method['id']}", enabled=False)
    await call("DELETE", f"payment-methods/{method['id']}")
    key = await call.life("api-keys", name="Key", restrictions={})
    for action in ("block", "unblock", "rotate", "revoke"):
        await call("POST", f"{key}/{action}")
    await call("DELETE", key)


async def walk_log(call: Walk, api: CoreAPI) -> None:
    note = await call.life(
        "notes", subject_type="issuer", subject_id=api.issuer_id, content="@[Ann](usr_1) [[user:usr_1]]"
    )
    await call("GET", "notes/backlinks?ref_type=user&ref_id=usr_1")
    await call("GET", f"notes/count?subject_type=issuer&subject_id={api.issuer_id}")
    await call("DELETE", note)
    auth = {"type": "none"}
    webhook = await call.life("webhooks", name="Hook", url="https://example.com", auth=auth, events=["user.created"])
    await call("POST", f"issuers/{api.issuer_id}/users", username_type="email", username="hook@example.com")
    await api.settled()
    (delivery,) = await call("GET", f"{webhook}/deliveries")
    await call("POST", f"{webhook}/deliveries/{delivery['id']}/redeliver")
    await call("POST", f"{webhook}/redeliver", event_type="user.created")
    await call("DELETE", webhook)
    event = (await call("GET", "events"))[0]
    await call("GET", f"events/{event['id']}")
    await call("GET", "events/aggregate?group_by=type&interval=day")


async def walk_users(call: Walk, api: CoreAPI, issuer: str) -> None:
    user = await call.life(f"{issuer}/users", username_type="email", username="ann@example.com")
    waiting = api.sign_up("bob@example.com", first_name="Bob")
    await call("GET", f"{issuer}/approvals")
    await call("GET", f"{issuer}/approvals/{waiting['id']}")
    await call("PATCH", f"{issuer}/approvals/{waiting['id']}", status="active")
    enrollment = await call("POST", f"{user}/verifiers", type="totp_app")
    code = TOTP(enrollment["secret"]).now()
    done = await call(
        "POST", f"{user}/verifiers/complete-enrollment", enrollment_id=enrollment["enrollment_id"], code=code
    )
    backup = next(row for row in await call("GET", f"{user}/verifiers") if row["type"] == "backup_codes")
    await call("POST", f"{user}/verifiers/{backup['id']}/regenerate")
    verifier = f"{user}/verifiers/{done['verifier_id']}"
    await call("GET", verifier)
    await call("PATCH", verifier, name="Phone")
    await call("POST", f"{verifier}/verify", code=code)
    await call("DELETE", verifier)
    session = f"{issuer}/sessions/{api.sign_in(user.rpartition('/')[2])['id']}"
    await call("GET", f"{user}/sessions")
    await call("GET", session)
    for action in ("suspend", "reactivate", "revoke"):
        await call("POST", f"{session}/{action}")
    device = await call("POST", f"{user}/trusted-devices", fingerprint="f")
    await call("GET", f"{user}/trusted-devices")
    await call("DELETE", f"{user}/trusted-devices/{device['device_id']}")
    await call("POST", f"{user}/trusted-devices/revoke-all")
    token = await call("POST", f"{user}/tokens", name="Token", restrictions={})
    await call("POST", f"{issuer}/tokens/introspect", token=token["token_plain"])
    (row,) = await call("GET", f"{user}/tokens")
    await call("GET", f"tokens/{row['id']}")
    await call("POST", f"tokens/{row['id']}/revoke")
    await call("DELETE", f"tokens/{row['id']}")
    await call("DELETE", user)


async def walk_organizations(call: Walk, api: CoreAPI, issuer: str) -> None:
    (user_id,) = api.seed(users=1)["users"]
    org = await call.life(f"{issuer}/organizations", name="Acme", sso={"enabled": True})
    await call("POST", f"{org}/api-keys", name="Key", restrictions={})
    await call("GET", f"{org}/api-keys")
    await call("POST", f"{org}/members", member_id=user_id)
    await call("GET", f"{org}/members")
    await call("PATCH", f"{org}/members/{user_id}", user_title="Boss")
    await call("DELETE", f"{org}/members/{user_id}")
    await call("DELETE", await call.life(f"{org}/groups", name="Crew"))
    invitation = await call.life(f"{org}/invitations", email_invited="eve@example.com", scopes=["a"])
    await call("POST", f"{invitation}/resend")
    await call("POST", f"{invitation}/revoke")
    await call("POST", f"{org}/sso/domains", domain="acme.com")
    await call("POST", f"{org}/sso/domains/acme.com/verify")
    await call("DELETE", f"{org}/sso/domains/acme.com")
    await call("POST", f"{org}/sso/rotate-secret")
    await call("DELETE", org)
    agent = await call.life(f"{issuer}/agents", name="Bot")
    verifier = await call("POST", f"{agent}/verifiers", type="secret")
    await call("GET", f"{agent}/verifiers")
    await call("DELETE", f"{agent}/verifiers/{verifier['id']}")
    await call("DELETE", agent)


async def test_every_operation_answers_as_the_document_says(
    api: CoreAPI, client: httpx.AsyncClient, transport: CheckedTransport
) -> None:
    call = Walk(client)
    issuer = await call.life("issuers", name="Issuer")
    api.issuer_id = issuer.rpartition("/")[2]
    await walk_account(call, api)
    await walk_log(call, api)
    await walk_users(call, api, issuer)
    await walk_organizations(call, api, issuer)
    await call("DELETE", await call.life(f"{issuer}/auth-methods", method="password"))
    app = await call.life(f"{issuer}/clients", name="App")
    await call("POST", f"{app}/secret/rotate")
    await call("DELETE", app)
    await call("DELETE", issuer)
    answered = {each.operation.raw["operationId"] for each in transport.exchanges if each.response.is_success}
    assert set(api.state.document.operations) - answered == set()
