"""Organizations, their members, groups, invitations, API keys and single sign-on."""

from authpi_admin.scopes import IssuerScope
from authpi_admin.testing import CoreAPI


async def create(issuer: IssuerScope) -> None:
    # --8<-- [start:create]
    organization = await issuer.organizations.create(
        {"name": "Acme", "org_type": "business", "max_members": 50, "metadata": {"plan": "free"}}
    )
    print(organization.id[:4], organization.status)  # org_ active
    # --8<-- [end:create]


async def members(issuer: IssuerScope) -> None:
    acme = await issuer.organizations.create({"name": "Acme"})
    user = await issuer.users.create({"email": "alice@example.com"})
    # --8<-- [start:members]
    members = issuer.organization(acme.id).members
    await members.create({"member_id": user.id, "scopes": ["projects:read"]})
    member = await members.update(user.id, {"scopes": ["projects:read", "projects:write"]})
    print(member.scopes)  # ['projects:read', 'projects:write']

    print([member.member_id == user.id for member in await members.list()])  # [True]
    await members.delete(user.id)  # the user stays
    # --8<-- [end:members]


async def invite(issuer: IssuerScope, api: CoreAPI) -> None:
    acme = await issuer.organizations.create({"name": "Acme"})
    # --8<-- [start:invite]
    invitations = issuer.organization(acme.id).invitations
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
    acme = await issuer.organizations.create({"name": "Acme"})
    user = await issuer.users.create({"email": "alice@example.com"})
    await issuer.organization(acme.id).members.create({"member_id": user.id, "scopes": ["projects:read"]})
    # --8<-- [start:groups]
    organization = issuer.organization(acme.id)
    group = await organization.groups.create({"name": "Editors", "scopes": ["projects:write"]})
    member = await organization.members.update(user.id, {"groups": [group.id]})
    print(member.groups == [group.id])  # True
    # --8<-- [end:groups]


async def suspend(issuer: IssuerScope) -> None:
    acme = await issuer.organizations.create({"name": "Acme"})
    # --8<-- [start:suspend]
    organization = issuer.organization(acme.id)
    suspended = await organization.update({"status": "suspended", "status_reason": "Unpaid.", "status_by": "billing"})
    print(suspended.status)  # suspended
    await organization.update({"status": "active"})
    # --8<-- [end:suspend]


async def api_keys(issuer: IssuerScope) -> None:
    acme = await issuer.organizations.create({"name": "Acme"})
    # --8<-- [start:api-keys]
    keys = issuer.organization(acme.id).api_keys
    key = await keys.create({"name": "Acme's backend", "restrictions": {"scopes": ["projects:read"]}})
    print(key.org_id == acme.id, [row.name for row in await keys.list()])  # True ["Acme's backend"]
    # --8<-- [end:api-keys]


async def sso(issuer: IssuerScope) -> None:
    acme = await issuer.organizations.create({"name": "Acme"})
    # --8<-- [start:sso]
    sso = issuer.organization(acme.id).sso
    challenge = await sso.add_domain({"domain": "acme.com"})
    print(challenge.txt_record_name.endswith("acme.com"))  # True
    # Add the TXT record with `challenge.txt_record_value` to the DNS, then:
    verification = await sso.verify_domain("acme.com")
    print(verification.verified, verification.error)
    # --8<-- [end:sso]


async def delete(issuer: IssuerScope) -> None:
    acme = await issuer.organizations.create({"name": "Acme"})
    # --8<-- [start:delete]
    await issuer.organization(acme.id).delete()
    # --8<-- [end:delete]
