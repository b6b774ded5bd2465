"""Organizations, their members, groups, invitations, API keys and single sign-on."""

from authpi_admin.scopes import IssuerScope
from authpi_admin.testing import CoreAPI


async def create(issuer: IssuerScope) -> None:
    # --8<-- [start:create]
    organization = await issuer.organizations.create(
        {
            "name": "Acme",
            "org_type": "business",
            "max_members": 50,
            "metadata": {"plan": "free"},
        }
    )
    print(organization.id[:4], organization.status)  # org_ active
    # --8<-- [end:create]


async def members(issuer: IssuerScope) -> None:
    org_id = (await issuer.organizations.create({"name": "Acme"})).id
    user_id = (await issuer.users.create({"email": "alice@example.com"})).id
    # --8<-- [start:members]
    members = issuer.organization(org_id).members
    await members.create({"member_id": user_id, "scopes": ["projects:read"]})
    member = await members.update(
        user_id, {"scopes": ["projects:read", "projects:write"]}
    )
    print(member.scopes)  # ['projects:read', 'projects:write']

    print([member.member_id == user_id for member in await members.list()])  # [True]
    await members.delete(user_id)  # the user stays
    # --8<-- [end:members]


async def users(issuer: IssuerScope) -> None:
    org_id = (await issuer.organizations.create({"name": "Acme"})).id
    agent = await issuer.agents.create({"name": "Deployer"})
    alice = await issuer.users.create({"email": "alice@example.com"})
    for member_id in (agent.id, alice.id):
        await issuer.organization(org_id).members.create(
            {"member_id": member_id, "scopes": ["projects:read"]}
        )
    # --8<-- [start:users]
    from authpi_admin import bulk

    members = issuer.organization(org_id).members.list_all()
    ids = [row.member_id async for row in members if row.member_type == "user"]
    async for _, user in bulk.run(issuer.users.get, ids):
        print(user.username)  # alice@example.com
    # --8<-- [end:users]


async def invite(issuer: IssuerScope, api: CoreAPI) -> None:
    org_id = (await issuer.organizations.create({"name": "Acme"})).id
    # --8<-- [start:invite]
    invitations = issuer.organization(org_id).invitations
    invitation = await invitations.create(
        {
            "email_invited": "carol@example.com",
            "scopes": ["projects:read"],
            "message": "Join us.",
            "expires_in_seconds": 14 * 24 * 3600,
        }
    )
    print(invitation.status, invitation.expires_time is not None)  # pending True
    await invitations.resend(invitation.id)
    # --8<-- [end:invite]
    api.accept(invitation)
    print((await invitations.get(invitation.id)).status)  # accepted


async def groups(issuer: IssuerScope) -> None:
    org_id = (await issuer.organizations.create({"name": "Acme"})).id
    user_id = (await issuer.users.create({"email": "alice@example.com"})).id
    await issuer.organization(org_id).members.create(
        {"member_id": user_id, "scopes": ["projects:read"]}
    )
    # --8<-- [start:groups]
    organization = issuer.organization(org_id)
    group = await organization.groups.create(
        {"name": "Editors", "scopes": ["projects:write"]}
    )
    member = await organization.members.update(user_id, {"groups": [group.id]})
    print(member.groups == [group.id])  # True
    # --8<-- [end:groups]


async def suspend(issuer: IssuerScope) -> None:
    org_id = (await issuer.organizations.create({"name": "Acme"})).id
    # --8<-- [start:suspend]
    organization = issuer.organization(org_id)
    suspended = await organization.update(
        {"status": "suspended", "status_reason": "Unpaid.", "status_by": "billing"}
    )
    print(suspended.status)  # suspended
    await organization.update({"status": "active"})
    # --8<-- [end:suspend]


async def api_keys(issuer: IssuerScope) -> None:
    org_id = (await issuer.organizations.create({"name": "Acme"})).id
    # --8<-- [start:api-keys]
    keys = issuer.organization(org_id).api_keys
    key = await keys.create(
        {"name": "Acme's backend", "restrictions": {"scopes": ["projects:read"]}}
    )
    print(key.org_id == org_id, bool(key.secret_plain))  # True True
    # --8<-- [end:api-keys]


async def sso(issuer: IssuerScope) -> None:
    org_id = (await issuer.organizations.create({"name": "Acme"})).id
    # --8<-- [start:sso]
    sso = issuer.organization(org_id).sso
    challenge = await sso.add_domain({"domain": "acme.com"})
    print(challenge.txt_record_name.endswith("acme.com"))  # True
    # Add the TXT record with `challenge.txt_record_value` to the DNS, then:
    verification = await sso.verify_domain("acme.com")
    print(verification.verified, verification.error)
    # --8<-- [end:sso]


async def delete(issuer: IssuerScope) -> None:
    org_id = (await issuer.organizations.create({"name": "Acme"})).id
    # --8<-- [start:delete]
    await issuer.organization(org_id).delete()
    # --8<-- [end:delete]
