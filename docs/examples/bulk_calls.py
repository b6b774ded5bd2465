"""Reads lists page by page, and runs many calls concurrently."""

from authpi_admin.scopes import IssuerScope


async def page(issuer: IssuerScope) -> None:
    # --8<-- [start:page]
    page = await issuer.users.list(limit=50, status="active")
    print(len(page), page.has_more)  # 50 True

    following = await issuer.users.list(
        limit=50, status="active", cursor=page.next_cursor
    )
    print(len(following))  # 50
    # --8<-- [end:page]


async def list_all(issuer: IssuerScope) -> None:
    # --8<-- [start:list-all]
    count = 0
    async for row in issuer.users.list_all(status="active"):
        count += row.status == "active"
    print(count)  # 250
    # --8<-- [end:list-all]


async def pages(issuer: IssuerScope) -> None:
    # --8<-- [start:pages]
    async for page in issuer.users.list_all(limit=50).pages():
        print(len(page))
    # --8<-- [end:pages]


async def resume(issuer: IssuerScope) -> None:
    # --8<-- [start:resume]
    users = issuer.users.list_all()
    first = await users.collect(limit=120)
    rest = await issuer.users.list_all(cursor=users.cursor).collect()
    print(len(first), len(rest))  # 120 130
    # --8<-- [end:resume]


async def gather(issuer: IssuerScope) -> None:
    # --8<-- [start:gather]
    from authpi_admin import bulk

    rows = await issuer.users.list_all().collect(limit=50)
    users = await bulk.gather(issuer.users.get, [row.id for row in rows], limit=32)
    print(len(users), users[0].id == rows[0].id)  # 50 True

    async for user_id, _ in bulk.run(issuer.users.delete, [user.id for user in users]):
        print("deleted", user_id)
    # --8<-- [end:gather]


async def progress(issuer: IssuerScope) -> None:
    # --8<-- [start:progress]
    from authpi_admin import bulk
    from authpi_admin.types import User, UserListItem

    async def mark(row: UserListItem) -> User:
        return await issuer.user(row.id).update({"metadata": {"reviewed": True}})

    def show(done: int, total: int | None) -> None:
        print(done, "of", total or "an unknown number")

    async for row, user in bulk.run(mark, issuer.users.list_all(), on_progress=show):
        assert user.id == row.id
        assert user.metadata == {"reviewed": True}
    # --8<-- [end:progress]


async def leave_early(issuer: IssuerScope) -> None:
    # --8<-- [start:aclosing]
    from contextlib import aclosing

    from authpi_admin import bulk

    ids = [row.id async for row in issuer.users.list_all()]
    async with aclosing(bulk.run(issuer.users.get, ids)) as users:
        async for _, user in users:
            if user.username_type == "email":
                print(user.username_type)  # email
                break
    # --8<-- [end:aclosing]


async def exceptions(issuer: IssuerScope) -> None:
    # --8<-- [start:exceptions]
    from authpi_admin import NotFoundError, bulk

    async for user_id, user in bulk.run(
        issuer.users.get, ["usr_1", "usr_2"], return_exceptions=True
    ):
        if isinstance(user, NotFoundError):
            print("not found:", user_id)
        elif isinstance(user, Exception):
            raise user
    # --8<-- [end:exceptions]
