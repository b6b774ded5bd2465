"""Domains, single sign-on and billing in the local Core API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.emulator_steps import create, rows

if TYPE_CHECKING:
    import httpx

    from authpi_admin.testing import CoreAPI


async def test_domains_of_the_account(api: CoreAPI, client: httpx.AsyncClient) -> None:
    account = await create(client, "domains", host="Auth.Example.com")
    assert account["domains"][0]["host"] == "auth.example.com"
    assert (await client.post("domains", json={"host": "auth.example.com"})).status_code == 409
    path = "domains/auth.example.com"
    await client.post(f"{path}/verify")
    assert (await client.post(f"{path}/assign", json={"issuer_id": "i_0"})).status_code == 400
    assert (await client.post(f"{path}/unassign")).status_code == 409
    issuer = await create(client, "issuers", name="Other")
    await client.post(f"{path}/assign", json={"issuer_id": issuer["id"]})
    assert [row["assigned_issuer_id"] for row in await rows(client, "domains")] == [issuer["id"]]
    # api-facts: Account domains, "Delete of an assigned domain first undoes the assignment"
    await create(client, "domains", host="gone.example.com")
    await client.post("domains/gone.example.com/verify")
    await client.post("domains/gone.example.com/assign", json={"issuer_id": issuer["id"]})
    await client.delete("domains/gone.example.com")
    domain_events = [event["type"] for event in await rows(client, "events") if ".domain." in event["type"]]
    assert domain_events[-2:] == ["account.domain.unassigned", "account.domain.removed"]
    await client.delete(f"issuers/{issuer['id']}")
    assert [row["assigned_issuer_id"] for row in await rows(client, "domains")] == [None]
    for number in range(19):
        await create(client, "domains", host=f"host{number}.example.com")
    assert (await client.post("domains", json={"host": "more.example.com"})).status_code == 409
    assert (await client.post("domains/more.example.com/verify")).status_code == 404

    root = f"{api.base_url}/v1/accounts/{api.account_id}"
    hosts = [{"host": "Auth.Example.com"}, {"host": "new.example.com"}]
    replaced = (await client.patch(root, json={"domains": hosts})).json()["data"]["domains"]
    assert [(row["host"], row["verified"]) for row in replaced] == [
        ("auth.example.com", True),
        ("new.example.com", False),
    ]
    assert (await client.patch(root, json={"domains": [{"primary": True}]})).status_code == 400
    too_many = [{"host": f"h{number}.example.com"} for number in range(21)]
    assert (await client.patch(root, json={"domains": too_many})).status_code == 409


async def test_single_sign_on(client: httpx.AsyncClient, issuer: str) -> None:
    org = await create(client, f"{issuer}/organizations", name="Acme")
    path = f"{issuer}/organizations/{org['id']}"
    assert (await client.post(f"{path}/sso/rotate-secret")).status_code == 409
    challenge = await create(client, f"{path}/sso/domains", domain="Acme.com")
    assert (challenge["domain"], challenge["txt_record_name"]) == ("acme.com", "_authpi.acme.com")
    assert (await client.post(f"{path}/sso/domains", json={"domain": "acme.com"})).status_code == 409
    await client.post(f"{path}/sso/domains/acme.com/verify")
    (domain,) = (await client.get(path)).json()["data"]["sso"]["domains"]
    assert domain["verified"] is True
    assert (await client.delete(f"{path}/sso/domains/acme.com")).status_code == 200
    assert (await client.delete(f"{path}/sso/domains/acme.com")).status_code == 404


async def test_topups(client: httpx.AsyncClient) -> None:
    first = await create(client, "credits/topups", amount_μusd=5)
    second = await create(client, "credits/topups", amount_μusd="much")
    assert (first["balance_μusd"], second["balance_μusd"]) == (5, 10_000_005)
    ledger = await rows(client, "credits/ledger")
    assert [(row["id"], row["balance_after_μusd"]) for row in ledger] == [
        (first["entry_id"], 5),
        (second["entry_id"], 10_000_005),
    ]
