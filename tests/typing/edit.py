"""`edit` and `bulk` in type checkers: every scope with `get` and `update`, and rejected calls."""
# pyright: reportUnnecessaryTypeIgnoreComment=true

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import assert_type

from authpi_admin import AuthPIAdmin, bulk, edit
from authpi_admin.types import (
    Agent,
    Issuer,
    NewUserInput,
    Organization,
    UpdateIssuerInput,
    UpdateUserInput,
    User,
    UserListItem,
    Webhook,
    WebhookWithSecrets,
)


async def every_scope(admin: AuthPIAdmin) -> None:
    issuer = admin.issuer("i_1")
    assert_type(await edit(issuer, lambda found: {"name": f"{found.name}!"}), Issuer)
    assert_type(await edit(issuer.user("usr_1"), lambda user: {"scopes": [*(user.scopes or []), "a"]}), User)
    assert_type(await edit(issuer.organization("org_1"), lambda found: {"name": found.name or ""}), Organization)
    assert_type(await edit(issuer.agent("agt_1"), lambda agent: {"name": agent.name}, attempts=2), Agent)
    webhook = await edit(admin.webhook("wh_1"), lambda webhook: {"name": webhook.name})
    assert_type(webhook, Webhook | WebhookWithSecrets)


def suspend(user: User) -> UpdateUserInput | None:
    return None if user.status == "suspended" else {"status": "suspended"}


async def suspend_later(user: User) -> UpdateUserInput | None:
    return suspend(user)


def rename(_: User) -> UpdateIssuerInput:
    return {"name": "Renamed"}


async def functions(admin: AuthPIAdmin) -> None:
    user = admin.issuer("i_1").user("usr_1")
    assert_type(await edit(user, suspend), User)
    assert_type(await edit(user, suspend_later), User)
    await edit(admin.issuer("i_1"), suspend)  # type: ignore[arg-type]  # of another resource
    await edit(user, rename)  # type: ignore[arg-type]  # the body is of another resource
    await edit(admin.issuer("i_1").users, suspend)  # type: ignore[arg-type]  # has no single resource


async def many(admin: AuthPIAdmin, rows: list[NewUserInput]) -> None:
    users = admin.issuer("i_1").users
    assert_type(await bulk.gather(users.get, ["usr_1"]), list[User])
    assert_type(await bulk.gather(users.get, ["usr_1"], return_exceptions=True), list[User | Exception])
    assert_type(bulk.run(users.delete, ["usr_1"]), AsyncGenerator[tuple[str, None], None])
    assert_type(
        bulk.run(users.get, ["usr_1"], return_exceptions=True), AsyncGenerator[tuple[str, User | Exception], None]
    )
    async for body, user in bulk.run(users.create, rows):
        assert_type(body, NewUserInput)
        assert_type(user, User)

    async def name(row: UserListItem) -> str:
        return (await users.get(row.id)).username

    async for row, username in bulk.run(name, users.list_all(), limit=4):
        assert_type(row, UserListItem)
        assert_type(username, str)
    await bulk.gather(users.get, [1])  # type: ignore[arg-type]  # an id is a string
    await bulk.gather(len, ["usr_1"])  # type: ignore[arg-type]  # not a coroutine function
