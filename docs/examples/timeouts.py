"""Limits how long a call may take."""

from authpi_admin import AuthPIAdmin
from authpi_admin.scopes import IssuerScope
from authpi_admin.testing import CoreAPI


async def options(admin: AuthPIAdmin) -> None:
    del admin
    # --8<-- [start:options]
    async with AuthPIAdmin(timeout=10, deadline=30) as admin:
        print((await admin.whoami()).type)  # api_key
    # --8<-- [end:options]


async def one_call(issuer: IssuerScope) -> None:
    # --8<-- [start:call]
    page = await issuer.users.list(limit=5, timeout=2, deadline=5)
    print(len(page))  # 5
    # --8<-- [end:call]


async def too_late(issuer: IssuerScope, api: CoreAPI) -> None:
    await issuer.users.list(limit=1)
    api.delay(0.5)
    # --8<-- [start:error]
    from authpi_admin import ApiTimeoutError

    try:
        await issuer.users.list(limit=5, deadline=0.05)
    except ApiTimeoutError as error:  # also a TimeoutError
        print(error.status_code, error.retryable)  # 0 True
    # --8<-- [end:error]
    api.delay(0)
