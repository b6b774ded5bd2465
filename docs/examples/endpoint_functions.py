"""Calls generated endpoint functions, and reads the response behind a result."""

from authpi_admin import AuthPIAdmin
from authpi_admin.testing import CoreAPI


async def direct(admin: AuthPIAdmin, api: CoreAPI) -> None:
    account_id, issuer_id = api.account_id, api.issuer_id
    # --8<-- [start:direct]
    from authpi_core import operations

    user = await operations.users_create(
        admin.core,
        account_id,
        issuer_id,
        {"username_type": "unique-name", "username": "erin"},
    )
    print(user.username)  # erin
    # --8<-- [end:direct]


async def core_client(api: CoreAPI) -> None:
    key_id, secret = api.key
    with api.serve() as url:
        # --8<-- [start:core-client]
        from authpi_core import operations
        from authpi_core.client import CoreClient

        async with CoreClient(base_url=url, api_key=(key_id, secret)) as client:
            me = await operations.me_get(client)
            print(me.type)  # api_key
        # --8<-- [end:core-client]


async def raw_response(admin: AuthPIAdmin) -> None:
    # --8<-- [start:raw-response]
    from authpi_admin import with_raw_response

    response = await with_raw_response(admin.issuers.list)(limit=10)
    print(response.status_code, response.attempts, len(response.result))  # 200 1 1
    print(response.headers["content-type"])  # application/json
    # --8<-- [end:raw-response]
