"""What is documented of the real API's responses: one row for each statement that no other test covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers.emulator_steps import create, rows

if TYPE_CHECKING:
    import httpx
    from helpers.document import Json

    from authpi_admin.testing import CoreAPI

HOOK = {"name": "x", "url": "https://a.example", "auth": {"type": "none"}, "events": ["user.created"]}
YEAR, MONTH = 365 * 24 * 60 * 60, 30 * 24 * 60 * 60
ALICE = {"username_type": "email", "username": "alice@example.com", "profile": {"first_name": "A", "last_name": "S"}}
SUSPENDED = {"status": "suspended", "status_reason": "x" * 1000, "status_by": "y" * 200}
NEW_ORG, ORG = "POST {issuer}/organizations", "PATCH {issuer}/organizations/{org}"
CLIENT, AGENT, INVITATION = (
    "POST {issuer}/clients",
    "POST {issuer}/agents",
    "POST {issuer}/organizations/{org}/invitations",
)


def limits(**seconds: int) -> Json:
    """Settings of an issuer with limits of its sessions."""
    return {"settings": {"access": {"sessions": seconds}}}


def invitation(**members: object) -> Json:
    return {"email_invited": "A@Example.com", "scopes": ["member"], "inviter": {"name": "Ann"}, **members}


REQUESTS: list[tuple[str, str, Json | None, int, Json | str]] = [
    # quotation, request, body, status, part of the data or the invalid field
    ("Billing: `billing_mode`: derived", "GET {account}", None, 200, {"billing_mode": "ungated"}),
    ("Accounts: `description` string|null", "PATCH {account}", {"description": None, "logo_url": None}, 200, {}),
    ("Accounts: `Address`: `country` required", NEW_ORG, {"name": "A", "address": {}}, 400, "address.country"),
    ("Webhooks: wildcards are not supported", "POST webhooks", {**HOOK, "events": ["user.*"]}, 400, "events.0"),
    ("Webhooks: active", "POST webhooks", HOOK, 201, {"status": "active", "auth": {"type": "none"}}),
    ("Domains: 201; starts unverified", "POST domains", {"host": "a.example"}, 201, {}),
    (
        "API keys: `scopes` string[] (default `[]`)",
        "POST api-keys",
        {"name": "x", "restrictions": {}},
        201,
        {"restrictions": {"scopes": []}, "type": "api_key", "status": "active"},
    ),
    ("API keys: `q`, `access`, `readiness`", "GET api-keys?q=root&access=x&readiness=y", None, 200, {}),
    ("Usage: query `period` string", "GET usage?period=2026-11", None, 200, {}),
    ("Top-up: object (optional)", "POST credits/topups", None, 201, {"duplicate": False}),
    ("Notes: backlinks: required `ref_type`, `ref_id`", "GET notes/backlinks?ref_type=user", None, 400, "ref_id"),
    ("Notes: count: required `subject_type`, `subject_id`", "GET notes/count", None, 400, "subject_id"),
    ('Issuers: `{"name":"acme-prod"}` alone is valid', "POST issuers", {"name": "acme-prod"}, 201, {}),
    ("Issuers: `access` REQUIRED", "POST issuers", {"name": "x", "settings": {"branding": {}}}, 400, "settings.access"),
    ("Issuers: 1 year and 30 days", "PATCH {issuer}", limits(max_age=YEAR, idle_timeout=MONTH), 200, {}),
    ("Issuers: 1 year", "PATCH {issuer}", limits(max_age=YEAR + 1), 400, "settings.access.sessions.max_age"),
    ("Issuers: 30 d", "PATCH {issuer}", limits(idle_timeout=MONTH + 1), 400, "settings.access.sessions.idle_timeout"),
    ("Issuers: filters", "GET issuers?status=active&access_mode=approval&readiness=review", None, 200, {}),
    ("Clients: SPA (public)", CLIENT, {"name": "x", "application_type": "spa"}, 201, {"secret": None}),
    (
        "Clients: Native",
        CLIENT,
        {"name": "x", "application_type": "native"},
        201,
        {"confidential": False, "secret": None},
    ),
    ("Clients: M2M", CLIENT, {"name": "x", "application_type": "m2m"}, 201, {"confidential": True}),
    (
        "Clients: `response_signature_alg` `ES256 | RS256 | EdDSA`",
        CLIENT,
        {"name": "x", "settings": {"response_signature_alg": "HS256"}},
        400,
        "settings.response_signature_alg",
    ),
    ("Users: create", "POST {issuer}/users", ALICE, 201, {"status": "active", "profile": ALICE["profile"]}),
    (
        "Organizations: 201",
        NEW_ORG,
        {"name": "A", "org_type": "business"},
        201,
        {"org_type": "business", "status": "active"},
    ),
    ('Organizations: `{"status":"suspended","status_reason":"…","status_by":"…"}`', ORG, SUSPENDED, 200, SUSPENDED),
    ("Organizations: `status_reason` ≤ 1,000 chars", ORG, {"status_reason": "x" * 1001}, 400, "status_reason"),
    ("Organizations: `status_by` ≤ 200", ORG, {"status_by": "x" * 201}, 400, "status_by"),
    ("Organizations: deleting (internal, while the cascade runs)", ORG, {"status": "deleting"}, 400, "status"),
    (
        'Organizations: each string enum `"true" | "false"`',
        "GET {issuer}/organizations?sso_enabled=true&sso_only=false&mfa_required=true&invitation_enabled=false",
        None,
        200,
        {},
    ),
    ('Organizations: `"true" | "false"`', "GET {issuer}/organizations?sso_enabled=1", None, 400, "sso_enabled"),
    ("Agents: `has_verifiers` `true | false`", "GET {issuer}/agents?has_verifiers=yes", None, 400, "has_verifiers"),
    ("Agents: only `name` req", AGENT, {"name": "Bot"}, 201, {"status": "active"}),
    ("Agents: scopes ≤ 256", AGENT, {"name": "Bot", "scopes": ["x"] * 256}, 201, {}),
    ("Agents: scopes ≤ 256", AGENT, {"name": "Bot", "scopes": ["x"] * 257}, 400, "scopes"),
    ("Invitations: `scopes` req, at least one", INVITATION, invitation(scopes=[]), 400, "scopes"),
    ("Invitations: `inviter? {name, id?}`", INVITATION, invitation(inviter={"id": "usr_1"}), 400, "inviter.name"),
    (
        "Invitations: `email_invited` (stored lower-case); 201",
        INVITATION,
        invitation(),
        201,
        {"email_invited": "a@example.com", "inviter": {"name": "Ann"}},
    ),
    ("Introspection: body (optional), required here", "POST {issuer}/tokens/introspect", None, 400, "body"),
]


@pytest.mark.parametrize("row", REQUESTS, ids=[row[0] for row in REQUESTS])
async def test_documented_response(
    api: CoreAPI, client: httpx.AsyncClient, row: tuple[str, str, Json | None, int, Json | str]
) -> None:
    _, line, body, status, expected = row
    seeded = api.seed(users=1, organizations=1)
    ids = {"user": seeded["users"][0], "org": seeded["organizations"][0], "issuer": f"issuers/{api.issuer_id}"}
    method, path = line.format(account=f"{api.base_url}/v1/accounts/{api.account_id}", **ids).split(" ")
    response = await client.request(method, path, json=body)
    assert response.status_code == status, response.text
    assert "x-request-id" not in response.headers  # api-facts: Response headers, "`X-Request-Id` was never seen"
    if isinstance(expected, str):
        assert expected in [field["field"] for field in response.json()["fields"]]
    else:
        found = response.json()["data"]
        assert {name: found.get(name) for name in expected} == expected


async def test_domain_is_verified_once_it_is_assigned(api: CoreAPI, client: httpx.AsyncClient) -> None:
    # api-facts: Account domains, "Starts unverified; verification … when assigned to an issuer"
    assert (await create(client, "domains", host="auth.example.com"))["domains"][0]["verified"] is False
    assigned = await client.post("domains/auth.example.com/assign", json={"issuer_id": api.issuer_id})
    (domain,) = assigned.json()["data"]["domains"]
    assert (domain["assigned_issuer_id"], domain["verified"]) == (api.issuer_id, False)
    (domain,) = (await client.post("domains/auth.example.com/verify")).json()["data"]["domains"]
    assert (domain["assigned_issuer_id"], domain["verified"]) == (api.issuer_id, True)


async def test_states_of_a_payment_method(api: CoreAPI, client: httpx.AsyncClient) -> None:
    # api-facts: Billing, "every entry has its own `id`, an enabled state, `created_at`, optional `disabled_at`"
    method = await create(client, "payment-methods", type="x402")
    assert (method["enabled"], method.get("disabled_at")) == (True, None)
    path = f"payment-methods/{method['id']}"
    disabled = (await client.patch(path, json={"enabled": False})).json()["data"]
    assert method["created_at"] <= disabled["disabled_at"] <= api.clock.ms()
    assert (await client.patch(path, json={})).json()["data"]["disabled_at"] == disabled["disabled_at"]
    assert (await client.patch(path, json={"enabled": True})).json()["data"]["disabled_at"] is None


async def test_rows_of_users_hold_hashed_names(client: httpx.AsyncClient, issuer: str) -> None:
    # api-facts: Users, "Rows hold **hashed** user names"
    user = await create(client, f"{issuer}/users", username_type="email", username="alice@example.com")
    (row,) = await rows(client, f"{issuer}/users")
    assert row["user_id"] == user["id"]
    assert row["username_hash"]
    assert "alice" not in str(row)


async def test_events_of_agents_carry_their_id(client: httpx.AsyncClient, issuer: str) -> None:
    # api-facts: Events, "agents' events carry `agent_id`"
    agent = await create(client, f"{issuer}/agents", name="Bot")
    (event,) = await rows(client, "events?event_types=agent.created")
    assert event["subject"]["agent_id"] == agent["id"]


def test_sessions_have_ids_and_no_secret(api: CoreAPI) -> None:
    # api-facts: Identifiers, "`s_` session"; Sessions, "`secret` … is never returned now"
    session = api.sign_in(api.seed(users=1)["users"][0])
    assert session["id"].startswith("s_")
    assert "secret" not in session
