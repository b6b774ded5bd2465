"""The audit log, and notes on resources."""

from authpi_admin import AuthPIAdmin
from authpi_admin.scopes import IssuerScope
from authpi_admin.testing import CoreAPI


async def list_events(admin: AuthPIAdmin, issuer: IssuerScope) -> None:
    await issuer.users.create({"email": "alice@example.com"})
    # --8<-- [start:list]
    from datetime import UTC, datetime, timedelta

    since = datetime.now(UTC) - timedelta(days=1)
    async for event in admin.events.list_all(
        event_types="user.created,user.deleted", after=since
    ):
        print(event.type, event.timestamp_time is not None)  # user.created True
    # --8<-- [end:list]


async def of_a_user(admin: AuthPIAdmin, issuer: IssuerScope) -> None:
    user_id = (await issuer.users.create({"email": "alice@example.com"})).id
    await issuer.users.update(user_id, {"metadata": {"plan": "pro"}})
    # --8<-- [start:user]
    events = await admin.events.list_all(user_id=user_id).collect(limit=100)
    print([event.type for event in events])
    # --8<-- [end:user]


async def aggregate(admin: AuthPIAdmin, issuer: IssuerScope) -> None:
    await issuer.users.create({"email": "alice@example.com"})
    # --8<-- [start:aggregate]
    aggregate = await admin.events.aggregate(event_types="user.created")
    print(aggregate.buckets)
    # --8<-- [end:aggregate]


async def notes(admin: AuthPIAdmin, issuer: IssuerScope, api: CoreAPI) -> None:
    issuer_id = api.issuer_id
    user_id = (await issuer.users.create({"email": "alice@example.com"})).id
    # --8<-- [start:notes]
    note = await admin.notes.create(
        {
            "subject_type": "user",
            "subject_id": user_id,
            "issuer_id": issuer_id,
            "content": f"Called about the invoice. See [[user:{user_id}]].",
            "pinned": True,
        }
    )
    print((await admin.notes.count("user", user_id)).count)  # 1

    async for row in admin.notes.list_all(
        subject_type="user", subject_id=user_id, issuer_id=issuer_id
    ):
        print(row.id == note.id, row.pinned)  # True True

    for row in await admin.notes.backlinks("user", user_id):
        print(row.content[:6])  # Called
    # --8<-- [end:notes]
