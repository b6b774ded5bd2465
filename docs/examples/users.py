"""Creates, reads, changes and deletes users, and what belongs to them."""

from pyotp.totp import TOTP

from authpi_admin.scopes import IssuerScope
from authpi_admin.testing import CoreAPI


async def create(issuer: IssuerScope) -> None:
    # --8<-- [start:create]
    user = await issuer.users.create(
        {"email": "alice@example.com", "display_name": "Alice"}
    )
    print(user.username, user.profile.display_name)  # alice@example.com Alice
    # --8<-- [end:create]


async def create_by_name(issuer: IssuerScope) -> None:
    # --8<-- [start:create-by-name]
    user = await issuer.users.create(
        {
            "username_type": "unique-name",
            "username": "bob",
            "profile": {"first_name": "Bob", "last_name": "Baker"},
            "metadata": {"customer": 4711},
        }
    )
    print(user.username_type, user.username)  # unique-name bob
    # --8<-- [end:create-by-name]


async def create_typed(issuer: IssuerScope) -> None:
    # --8<-- [start:create-typed]
    from authpi_admin.types import NewUserInput

    def new_user(email: str, name: str) -> NewUserInput:
        return {"email": email, "display_name": name}

    user = await issuer.users.create(new_user("carol@example.com", "Carol"))
    print(user.profile.display_name)  # Carol
    # --8<-- [end:create-typed]


async def read(issuer: IssuerScope) -> None:
    user_id = (await issuer.users.create({"email": "alice@example.com"})).id
    # --8<-- [start:read]
    user = await issuer.users.get(user_id)
    print(user.status, user.created_time is not None)  # active True
    # --8<-- [end:read]


async def update(issuer: IssuerScope) -> None:
    user_id = (
        await issuer.users.create(
            {"email": "alice@example.com", "display_name": "Alice"}
        )
    ).id
    # --8<-- [start:update]
    from authpi_admin.types import UserProfileInput, with_extra

    user = await issuer.users.get(user_id)
    name = UserProfileInput(first_name="Alice", last_name="Liddell")
    profile = with_extra(name, user.profile.model_dump(exclude_unset=True))
    user = await issuer.users.update(user_id, {"profile": profile}, if_match=user)
    print(user.profile.last_name, user.profile.display_name)  # Liddell Alice
    # --8<-- [end:update]


async def suspend(issuer: IssuerScope) -> None:
    user_id = (await issuer.users.create({"email": "alice@example.com"})).id
    # --8<-- [start:suspend]
    alice = issuer.user(user_id)
    user = await alice.update({"status": "suspended", "status_reason": "On leave."})
    print(user.status)  # suspended

    user = await alice.update({"status": "active"})
    print(user.status)  # active
    # --8<-- [end:suspend]


async def delete(issuer: IssuerScope) -> None:
    user_id = (await issuer.users.create({"email": "alice@example.com"})).id
    # --8<-- [start:delete]
    await issuer.users.delete(user_id)
    # --8<-- [end:delete]


async def list_users(issuer: IssuerScope) -> None:
    # --8<-- [start:list]
    async for row in issuer.users.list_all(status="active"):
        user = await issuer.users.get(row.id)  # a row has a hash of the user name
        print(user.username)
        break
    # --8<-- [end:list]


async def find(issuer: IssuerScope) -> None:
    # --8<-- [start:find]
    async def find_by_username(username: str) -> str | None:
        async for row in issuer.users.list_all():
            if (await issuer.users.get(row.id)).username == username:
                return row.id
        return None

    user = await issuer.users.create({"email": "alice@example.com"})
    print(await find_by_username("alice@example.com") == user.id)  # True
    # --8<-- [end:find]


async def extra_keys(issuer: IssuerScope) -> None:
    # --8<-- [start:extra-keys]
    from authpi_admin.types import UserProfileInput, with_extra

    profile = with_extra(UserProfileInput(first_name="Alice"), {"nickname": "Al"})
    user = await issuer.users.create(
        {"username_type": "email", "username": "alice@example.com", "profile": profile}
    )
    print(user.profile.model_dump()["nickname"])  # Al
    # --8<-- [end:extra-keys]


async def approve(issuer: IssuerScope, api: CoreAPI) -> None:
    api.sign_up("carol@example.com")
    # --8<-- [start:approve]
    async for row in issuer.approvals.list_all():
        user = await issuer.approvals.update(row.id, {"status": "active"})
        print(user.username, user.status)  # carol@example.com active
    # --8<-- [end:approve]


async def sessions(issuer: IssuerScope, api: CoreAPI) -> None:
    user_id = (await issuer.users.create({"email": "alice@example.com"})).id
    api.sign_in(user_id)
    # --8<-- [start:sessions]
    for session in await issuer.user(user_id).sessions.list(status="active"):
        revoked = await issuer.sessions.revoke(
            session.id, {"reason": "The laptop was stolen."}
        )
        print(revoked.status)  # revoked
    # --8<-- [end:sessions]


async def enroll(issuer: IssuerScope) -> None:
    user_id = (await issuer.users.create({"email": "alice@example.com"})).id

    def code_of_the_app(secret: str) -> str:
        return TOTP(secret).now()

    # --8<-- [start:verifiers]
    verifiers = issuer.user(user_id).verifiers
    enrollment = await verifiers.create({"type": "totp_app"})
    print(enrollment.provisioning_uri[:15])  # otpauth://totp/

    code = code_of_the_app(enrollment.secret)  # the user types it
    done = await verifiers.complete_enrollment(
        {"enrollment_id": enrollment.enrollment_id, "code": code}
    )
    print(done.success)  # True
    # --8<-- [end:verifiers]


async def personal_token(issuer: IssuerScope) -> None:
    user_id = (await issuer.users.create({"email": "alice@example.com"})).id
    # --8<-- [start:personal-token]
    tokens = issuer.user(user_id).tokens
    created = await tokens.create(
        {"name": "Command line", "restrictions": {"scopes": ["issuers.users:read"]}}
    )
    token = created.token_plain  # in this response only
    print(len(await tokens.list()), bool(token))  # 1 True
    # --8<-- [end:personal-token]


async def devices(issuer: IssuerScope) -> None:
    user_id = (await issuer.users.create({"email": "alice@example.com"})).id
    # --8<-- [start:devices]
    revoked = await issuer.user(user_id).trusted_devices.revoke_all()
    print(revoked.revoked_count)  # 0
    # --8<-- [end:devices]
