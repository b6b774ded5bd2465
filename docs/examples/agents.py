"""Agents, non-human identities, and their verifiers."""

from authpi_admin.scopes import IssuerScope


async def create(issuer: IssuerScope) -> None:
    # --8<-- [start:create]
    agent = await issuer.agents.create(
        {
            "name": "Support assistant",
            "provider": "example",
            "model": "example-1",
            "scopes": ["tickets:read", "tickets:write"],
        }
    )
    print(agent.id[:4], agent.status)  # agt_ active
    # --8<-- [end:create]


async def secret(issuer: IssuerScope) -> None:
    agent_id = (await issuer.agents.create({"name": "Support assistant"})).id
    # --8<-- [start:secret]
    verifier = await issuer.agent(agent_id).verifiers.create(
        {"type": "secret", "name": "Production"}
    )
    secret = verifier.secret  # in this response only
    print(verifier.type, bool(secret))  # secret True
    # --8<-- [end:secret]


async def wallet(issuer: IssuerScope) -> None:
    agent_id = (await issuer.agents.create({"name": "Support assistant"})).id
    # --8<-- [start:wallet]
    address = "eip155:1:0xab16a96D359eC26a11e2C2b3d8f8B8942d5Bfcdb"
    verifier = await issuer.agent(agent_id).verifiers.create(
        {"type": "wallet", "address": address}
    )
    print(verifier.type, verifier.secret)  # wallet None
    # --8<-- [end:wallet]


async def rotate(issuer: IssuerScope) -> None:
    agent_id = (await issuer.agents.create({"name": "Support assistant"})).id
    old = await issuer.agent(agent_id).verifiers.create({"type": "secret"})
    # --8<-- [start:rotate]
    verifiers = issuer.agent(agent_id).verifiers
    new = await verifiers.create({"type": "secret"})
    # Give the agent `new.secret`. When it uses that one:
    await verifiers.delete(old.id)
    print([row.id == new.id for row in await verifiers.list()])  # [True]
    # --8<-- [end:rotate]


async def list_agents(issuer: IssuerScope) -> None:
    await issuer.agents.create({"name": "Support assistant", "provider": "example"})
    # --8<-- [start:list]
    async for agent in issuer.agents.list_all(provider="example", status="active"):
        print(agent.name, agent.verifiers)  # Support assistant []
    # --8<-- [end:list]


async def member(issuer: IssuerScope) -> None:
    org_id = (await issuer.organizations.create({"name": "Acme"})).id
    agent_id = (await issuer.agents.create({"name": "Support assistant"})).id
    # --8<-- [start:member]
    members = issuer.organization(org_id).members
    member = await members.create(
        {"member_id": agent_id, "member_type": "agent", "scopes": ["tickets:read"]}
    )
    print(member.member_type)  # agent
    # --8<-- [end:member]


async def suspend(issuer: IssuerScope) -> None:
    agent_id = (await issuer.agents.create({"name": "Support assistant"})).id
    # --8<-- [start:suspend]
    agent = await issuer.agent(agent_id).update(
        {"status": "suspended", "status_reason": "Under review."}
    )
    print(agent.status)  # suspended
    # --8<-- [end:suspend]
