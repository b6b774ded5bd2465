"""Methods in type checkers: arguments, results and rejected calls; an unused `ignore` is an error too."""
# pyright: reportUnnecessaryTypeIgnoreComment=true

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from datetime import UTC, datetime
from typing import Any, assert_type

import httpx
from authpi_core import operations as op
from authpi_core.types import UNCONDITIONAL

from authpi_admin import AuthPIAdmin, Page, Pages, RawResponse, with_raw_response
from authpi_admin.types import (
    Account,
    AgentVerifierWithSecret,
    CallerIdentity,
    EventAggregate,
    Note,
    User,
    UserListItem,
    UserStatusFilter,
    WebhookDelivery,
    WebhookWithSecrets,
)


async def results_at_every_depth(admin: AuthPIAdmin) -> None:
    assert_type(await admin.whoami(), CallerIdentity)
    assert_type(await admin.accounts.get("acc_1"), Account)
    assert_type(await admin.events.aggregate(group_by="event_type"), EventAggregate)
    assert_type(await admin.notes.backlinks("user", "usr_1"), list[Note])
    assert_type(await admin.issuer("i_1").users.get("usr_1"), User)
    assert_type(await admin.issuer("i_1").users.delete("usr_1"), None)
    assert_type(await admin.issuer("i_1").user("usr_1").get(), User)
    assert_type(await admin.issuer("i_1").user("usr_1").update({"scopes": ["a"]}), User)
    assert_type(await admin.issuer("i_1").agent("agt_1").verifiers.create({"type": "secret"}), AgentVerifierWithSecret)
    assert_type(await admin.webhook("wh_1").deliveries.list(), Page[WebhookDelivery])
    assert_type(await admin.webhook("wh_1").redeliver.create({}), dict[str, Any])


async def lists(admin: AuthPIAdmin) -> None:
    users = admin.issuer("i_1").users
    page = await users.list(limit=50)
    assert_type(page, Page[UserListItem])
    assert_type(page.data, list[UserListItem])
    assert_type(page.next_cursor, str | None)
    assert_type([row.id for row in page], list[str])
    assert_type(len(page), int)

    listed = users.list_all(cursor="usr_1")
    assert_type(listed, Pages[UserListItem])
    async for user in listed:
        assert_type(user, UserListItem)
        assert_type(user.id, str)
    async for part in listed.pages():
        assert_type(part, Page[UserListItem])
    assert_type(await listed.collect(limit=5), list[UserListItem])
    assert_type(await anext(listed), UserListItem)
    assert_type(listed.cursor, str | None)
    await listed.aclose()
    await listed  # type: ignore[misc]  # an iterator is not awaited


async def filters(admin: AuthPIAdmin) -> None:
    users = admin.issuer("i_1").users
    await users.list(status="active")
    await users.list(status=UserStatusFilter.ACTIVE)
    users.list_all(status="active", limit=10)
    users.list_all(status=UserStatusFilter.ACTIVE)
    await users.list(status="actve")  # type: ignore[arg-type]  # misspelt
    users.list_all(status="actve")  # type: ignore[arg-type]  # misspelt
    await users.list(state="active")  # type: ignore[call-arg]  # misspelt
    users.list_all(state="active")  # type: ignore[call-arg]  # misspelt
    await users.list("active")  # type: ignore[call-arg, arg-type]  # by keyword only
    await admin.events.list(after=datetime.now(UTC), before=1_764_547_200_000)
    await admin.notes.list(pinned=True, subject_type="user")


async def ids(admin: AuthPIAdmin) -> None:
    await admin.issuer("i_1").users.get(user_id="usr_1")
    await admin.notes.backlinks(ref_type="user", ref_id="usr_1")
    await admin.issuer("i_1").users.get()  # type: ignore[call-arg]  # which one?
    await admin.issuer("i_1").user("usr_1").get("usr_1")  # type: ignore[call-arg, arg-type]  # the scope has it
    await admin.issuer("i_1").users.get("i_1", "usr_1")  # type: ignore[call-arg, arg-type]  # the scope has one
    await admin.accounts.get()  # type: ignore[call-arg]  # which one?
    await admin.accounts.list("acc_1")  # type: ignore[call-arg, arg-type]  # no account has them
    await admin.issuer("i_1").users.get(5)  # type: ignore[arg-type]  # no id
    await admin.issuer("i_1").users.get(None)  # type: ignore[arg-type]  # no id
    admin.issuer()  # type: ignore[call-arg]  # which one?
    await admin.users.list()  # type: ignore[attr-defined]  # users are an issuer's


async def common_keywords(admin: AuthPIAdmin, user: User, row: UserListItem, headers: Mapping[str, str]) -> None:
    scope = admin.issuer("i_1").user("usr_1")
    await scope.get(timeout=5, headers=headers, deadline=10.5)
    await scope.get(timeout=httpx.Timeout(5, connect=1))
    await scope.update({}, if_match=user, idempotency_key="key")
    await scope.delete(if_match='"1"')
    await scope.delete(if_match=row)  # a row has no ETag, which only running it tells
    await scope.delete(if_match=UNCONDITIONAL)
    await scope.delete(if_match=None)  # type: ignore[arg-type]  # would overwrite without a condition
    await scope.delete(if_match=user.etag)  # type: ignore[arg-type]  # may be None
    await scope.delete(if_match=5)  # type: ignore[arg-type]  # no ETag
    await scope.get(if_match=user)  # type: ignore[call-arg]  # reading has no condition
    await admin.notes.create({"text": "x"}, if_match=user)  # type: ignore[call-arg, typeddict-item, typeddict-unknown-key]  # nor has creating


async def coroutines(admin: AuthPIAdmin) -> None:
    users = admin.issuer("i_1").users
    users.delete("usr_1")  # type: ignore[unused-coroutine]  # no await
    users.create({"email": "alice@example.com"})  # type: ignore[unused-coroutine]  # no await
    async with asyncio.TaskGroup() as group:
        get = group.create_task(users.get("usr_1"))
        create = group.create_task(
            admin.webhooks.create({"url": "https://example.com", "auth": {"type": "none"}, "events": []})
        )
    assert_type(get.result(), User)
    assert_type(create.result(), WebhookWithSecrets)
    assert_type(await asyncio.gather(users.get("usr_1"), admin.whoami()), tuple[User, CallerIdentity])
    assert_type(await asyncio.gather(*(users.get(f"usr_{number}") for number in range(3))), list[User])
    takes: Callable[[str], Coroutine[Any, Any, User]] = users.get
    assert_type(await takes("usr_1"), User)


async def responses_of_results(admin: AuthPIAdmin) -> None:
    users = admin.issuer("i_1").users
    raw = await with_raw_response(users.create)({"email": "alice@example.com"}, idempotency_key="key")
    assert_type(raw, RawResponse[User])
    assert_type(raw.result, User)
    assert_type(raw.parse(), User)
    assert_type((raw.status_code, raw.attempts, raw.headers), tuple[int, int, Mapping[str, str]])
    assert_type((await with_raw_response(users.list)(limit=5)).result, Page[UserListItem])
    await with_raw_response(users.get)()  # type: ignore[call-arg]  # which one?
    await with_raw_response(users.get)("usr_1", limit=5)  # type: ignore[call-arg]  # one has no limit
    with_raw_response(users.list_all)  # type: ignore[arg-type]  # sends several requests


async def endpoint_functions(admin: AuthPIAdmin) -> None:
    assert_type(await op.users_get(admin.core, "acc_1", "i_1", "usr_1"), User)
    assert_type((await with_raw_response(op.users_get)(admin.core, "acc_1", "i_1", "usr_1")).result, User)
    await op.users_get(admin, "acc_1", "i_1", "usr_1")  # type: ignore[arg-type]  # it is admin.core
    assert_type(await op.webhooks_redeliver_failed(admin.core, "acc_1", "wh_1", {}), dict[str, Any])


async def context_manager() -> None:
    async with AuthPIAdmin(api_key=("key_1", "secret")) as admin:
        assert_type(admin, AuthPIAdmin)
        assert_type(admin.with_options(timeout=5, retries={"limit": 1}), AuthPIAdmin)
    AuthPIAdmin(api_key="key_1:secret")  # type: ignore[arg-type]  # a pair
    AuthPIAdmin(retries={"limits": 1})  # type: ignore[arg-type]  # misspelt
    AuthPIAdmin(("key_1", "secret"))  # type: ignore[call-arg]  # by keyword only


def callbacks() -> None:
    async def renewed() -> dict[str, str]:
        return {"access_token": "new"}

    AuthPIAdmin(access_token="-", on_token_expired=lambda: "new")  # noqa: S106 - none
    AuthPIAdmin(access_token="-", on_token_expired=renewed)  # noqa: S106 - none
    AuthPIAdmin(access_token="-", on_token_expired=lambda: 5)  # type: ignore[arg-type, return-value]  # noqa: S106 - no token, nor is the other
