"""The cells of a notebook, which awaits at the top level."""

from authpi_admin.testing import CoreAPI


async def cells(api: CoreAPI) -> None:
    del api  # the environment has its URL and its key
    # --8<-- [start:client]
    from authpi_admin import AuthPIAdmin

    admin = AuthPIAdmin()
    me = await admin.whoami()
    print(me.type)  # api_key
    # --8<-- [end:client]
    # --8<-- [start:read]
    issuer_id = (await admin.issuers.list())[0].id
    rows = await admin.issuer(issuer_id).users.list_all().collect(limit=120)
    print(len(rows))  # 120
    # --8<-- [end:read]
    # --8<-- [start:table]
    table = [
        row.model_dump(include={"user_id", "status", "created_at"}) for row in rows
    ]
    print(sorted(table[0]))  # ['created_at', 'status', 'user_id']
    # --8<-- [end:table]
    # --8<-- [start:close]
    await admin.close()
    # --8<-- [end:close]
