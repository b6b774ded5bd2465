"""The audit log, and notes on resources."""

from authpi_admin import AuthPIAdmin
from authpi_admin.scopes import IssuerScope


async def list_events(admin: AuthPIAdmin, issuer: IssuerScope) -> None:
    user = await issuer.users.create({"email": "alice@example.com"})
    # --8<-- [start:list]
    from datetime import UTC, datetime, timedelta

    since = datetime.now(UTC) - timedelta(days=1)
    async for event in admin.events.list_all(event_types="user.created,user.deleted", after=since):
        print(event.type, event.subject is not None and event.subject.user_id == user.id)  # user.created True
    # --8<-- [end:list]


async def of_a_user(admin: AuthPIAdmin, issuer: IssuerScope) -> None:
    user = await issuer.users.create({"email": "alice@example.com"})
    await issuer.users.update(user.id, {"metadata": {"plan": "pro"}})
    # --8<-- [start:user]
    events = await admin.events.list_all(user_id=user.id).collect(limit=100)
    print([event.type for event in events])
    # --8<-- [end:user]


async def aggregate(admin: AuthPIAdmin, issuer: IssuerScope) -> None:
    await issuer.users.create({"email": "alice@example.com"})
    # --8<-- [start:aggregate]
    aggregate = await admin.events.aggregate(event_types="user.created")
    print(aggregate.buckets)
    # --8<-- [end:aggregate]


async def notes(admin: AuthPIAdmin, issuer: IssuerScope) -> None:
    user = await issuer.users.create({"email": "alice@example.com"})
    # --8<-- [start:notes]
    note = await admin.notes.create(
        {
            "subject_type": "user",
            "subject_id": user.id,
            "issuer_id": user.issuer_id,
            "content": f"Called about the invoice. See [[user:{user.id}]].",
            "pinned": True,
        }
    )
    print((await admin.notes.count("user", user.id)).count)  # 1

    async for row in admin.notes.list_all(subject_type="user", subject_id=user.id, issuer_id=user.issuer_id):
        print(row.id == note.id, row.pinned)  # True True

    print([row.id == note.id for row in await admin.notes.backlinks("user", user.id)])  # [True]
    # --8<-- [end:notes]
