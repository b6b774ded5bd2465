"""Sets limits and the HTTP client of a client, and imports operations early."""

from authpi_admin import AuthPIAdmin
from authpi_admin.scopes import IssuerScope


async def aiohttp(admin: AuthPIAdmin) -> None:
    del admin
    # --8<-- [start:aiohttp]
    from authpi_admin import AioHttpClient

    async with AuthPIAdmin(http_client=AioHttpClient()) as admin:
        print((await admin.whoami()).type)  # api_key
    # --8<-- [end:aiohttp]


async def preload(admin: AuthPIAdmin) -> None:
    del admin
    # --8<-- [start:preload]
    import asyncio

    await asyncio.to_thread(AuthPIAdmin.preload)
    # --8<-- [end:preload]


async def many_at_once(issuer: IssuerScope) -> None:
    # --8<-- [start:many]
    import asyncio

    async with asyncio.TaskGroup() as group:
        for number in range(100):
            group.create_task(
                issuer.users.create({"email": f"user{number}@example.com"})
            )
    # --8<-- [end:many]


async def limits(admin: AuthPIAdmin) -> None:
    del admin
    # --8<-- [start:limits]
    import httpx

    limits = httpx.Limits(max_connections=50, max_keepalive_connections=50)
    async with (
        httpx.AsyncClient(limits=limits) as http_client,
        AuthPIAdmin(http_client=http_client, max_connections=50) as admin,
    ):
        print((await admin.whoami()).type)  # api_key
    # --8<-- [end:limits]
