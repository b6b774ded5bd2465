"""Passes credentials to a client, and creates, rotates and revokes API keys."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from authpi_admin import AuthPIAdmin
from authpi_admin.testing import CoreAPI


async def api_key(api: CoreAPI) -> None:
    key_id, secret = api.key
    # --8<-- [start:api-key]
    async with AuthPIAdmin(api_key=(key_id, secret)) as admin:
        me = await admin.whoami()
        print(me.type, me.key_id == key_id)  # api_key True
    # --8<-- [end:api-key]


async def environment(admin: AuthPIAdmin) -> None:
    del admin  # the environment has its key
    # --8<-- [start:environment]
    async with AuthPIAdmin() as admin:
        print((await admin.whoami()).type)  # api_key
    # --8<-- [end:environment]


async def access_token(api: CoreAPI) -> None:
    def sign_in() -> str:
        return api.access_token(user_id)

    user_id = api.seed(users=1)["users"][0]
    expired = sign_in()
    api.expire(expired)

    # --8<-- [start:access-token]
    async def new_token() -> str:
        return sign_in()  # from your identity provider

    async with AuthPIAdmin(access_token=expired, on_token_expired=new_token) as admin:
        print((await admin.whoami()).type)  # user
    # --8<-- [end:access-token]


async def key_in_a_file(api: CoreAPI) -> None:
    with TemporaryDirectory() as folder:
        key_file = Path(folder) / "key.json"
        key_file.write_text(json.dumps(api.key))

        # --8<-- [start:key-function]
        def read_key() -> tuple[str, str]:
            key_id, secret = json.loads(key_file.read_text())
            return key_id, secret

        async with AuthPIAdmin(api_key=read_key) as admin:
            print((await admin.whoami()).type)  # api_key
        # --8<-- [end:key-function]


async def create_key(admin: AuthPIAdmin) -> None:
    # --8<-- [start:create-key]
    from datetime import UTC, datetime, timedelta

    key = await admin.api_keys.create(
        {
            "name": "Sign-up service",
            "restrictions": {"scopes": ["issuers.users:read", "issuers.users:write"]},
            "expires_at": datetime.now(UTC) + timedelta(days=90),
        }
    )
    print(key.id[:4], key.secret_plain != "")  # key_ True
    # --8<-- [end:create-key]


async def forbidden(admin: AuthPIAdmin, api: CoreAPI) -> None:
    issuer_id = api.issuer_id
    key = await admin.api_keys.create(
        {"name": "Reader", "restrictions": {"scopes": ["issuers.users:read"]}}
    )
    # --8<-- [start:forbidden]
    from authpi_admin import ForbiddenError

    async with AuthPIAdmin(api_key=(key.id, key.secret_plain)) as reader:
        try:
            await reader.issuer(issuer_id).users.create({"email": "alice@example.com"})
        except ForbiddenError as error:
            print(error.status_code, error.error)  # 403 insufficient_scope
    # --8<-- [end:forbidden]


async def rotate(admin: AuthPIAdmin) -> None:
    key_id = (
        await admin.api_keys.create(
            {"name": "Service", "restrictions": {"scopes": ["*:**"]}}
        )
    ).id
    # --8<-- [start:rotate]
    rotated = await admin.api_keys.rotate(key_id)

    async with AuthPIAdmin(api_key=(key_id, rotated.secret_plain)) as service:
        print((await service.whoami()).key_id == key_id)  # True
    # --8<-- [end:rotate]


async def revoke(admin: AuthPIAdmin) -> None:
    key_id = (
        await admin.api_keys.create(
            {"name": "Service", "restrictions": {"scopes": ["*:**"]}}
        )
    ).id
    # --8<-- [start:revoke]
    blocked = await admin.api_keys.block(key_id)  # temporarily
    print(blocked.status)  # blocked
    await admin.api_keys.unblock(key_id)

    revoked = await admin.api_keys.revoke(key_id)  # permanently
    print(revoked.status)  # revoked
    # --8<-- [end:revoke]


async def accounts(admin: AuthPIAdmin) -> None:
    # --8<-- [start:accounts]
    for account in (await admin.whoami()).accounts:
        print(account.account_id[:4], account.scopes)  # acc_ ['*:**']
        here = admin.with_options(account_id=account.account_id)
        print([issuer.name for issuer in await here.issuers.list()])  # ['Default']
    # --8<-- [end:accounts]
