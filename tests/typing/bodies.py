"""Bodies in type checkers: both forms, strings and enum members, and misspelled keys, which are rejected."""
# pyright: reportUnnecessaryTypeIgnoreComment=true

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, assert_type, cast

from authpi_admin.types import (
    NewUserInput,
    NewWebhookInput,
    OrganizationStatus,
    StatusChangeInput,
    User,
    UsernameType,
    UserProfileInput,
    WebhookEventType,
    WebhookStatus,
    WebhookWithSecrets,
    with_extra,
)

if TYPE_CHECKING:
    from authpi_admin import AuthPIAdmin
    from authpi_admin.types import WebhookEventTypeInput


async def users(admin: AuthPIAdmin, given: dict[str, Any]) -> None:
    create = admin.issuer("i_1").users.create
    assert_type(await create({"email": "alice@example.com"}), User)
    await create({"email": "alice@example.com", "display_name": "Alice", "profile": {"first_name": "Alice"}})
    await create({"email": "alice@example.com", "metadata": {"_private": 1}, "scopes": ["a"]})
    await create({"username_type": "email", "username": "alice@example.com"})
    await create({"username_type": UsernameType.EMAIL, "username": "alice@example.com"})
    await create(body=NewUserInput(email="alice@example.com"), idempotency_key="key")
    await create(cast("NewUserInput", given))

    # Each of these has a key or a value that is misspelt or missing.
    await create({"emial": "alice@example.com"})  # type: ignore[typeddict-unknown-key]
    await create({"email": "alice@example.com", "displayname": "Alice"})  # type: ignore[typeddict-unknown-key]
    await create({"username_type": "mail", "username": "alice"})  # type: ignore[typeddict-item]
    await create({"email": 5})  # type: ignore[typeddict-item]
    await create({"email": "alice@example.com", "profile": given})  # type: ignore[typeddict-item]
    await create(given)  # type: ignore[arg-type]
    await create()  # type: ignore[call-arg]
    await create({"email": "alice@example.com"}, if_match="1")  # type: ignore[call-arg]


async def open_objects(admin: AuthPIAdmin, user: User) -> None:
    scope = admin.issuer("i_1").user("usr_1")
    assert_type(with_extra(UserProfileInput(first_name="A"), {"custom": 1}), UserProfileInput)
    await scope.update({"profile": with_extra(UserProfileInput(first_name="A"), {"custom": 1})})
    read = user.profile.model_dump(exclude_unset=True)
    await scope.update({"profile": with_extra(UserProfileInput(first_name="A"), read)})
    await scope.update({"profile": read})  # type: ignore[typeddict-item]
    await scope.update({"profile": {"custom": 1}})  # type: ignore[typeddict-unknown-key]


async def webhooks(admin: AuthPIAdmin, events: list[WebhookEventTypeInput]) -> None:
    create = admin.webhooks.create
    url = "https://example.com/in"
    assert_type(
        await create({"url": url, "auth": {"type": "bearer"}, "events": ["user.created"]}),
        WebhookWithSecrets,
    )
    await create({"url": url, "auth": {"type": "none"}, "events": [WebhookEventType.USER_CREATED, "user.deleted"]})
    await create({"url": url, "auth": {"type": "none"}, "events": (WebhookEventType.USER_CREATED,)})
    await create({"url": url, "auth": {"type": "none"}, "events": events})
    await create({"name": "x", "url": url, "auth": {"type": "none"}, "events": [], "status": "active"})
    await create({"name": "x", "url": url, "auth": {"type": "none"}, "events": [], "status": WebhookStatus.ACTIVE})
    await create({"url": url, "auth": {"type": "bearer", "bearer_token": "t"}, "events": []})
    await create(NewWebhookInput(url=url, auth={"type": "none"}, events=[]))

    # As above.
    await create({"url": url, "auth": {"type": "none"}, "events": ["user.made"]})  # type: ignore[list-item]
    await create({"url": url, "auth": {"type": "berer"}, "events": []})  # type: ignore[misc, typeddict-item]
    await create({"url": url, "auth": {"type": "none", "bearer_token": "t"}, "events": []})  # type: ignore[misc, typeddict-item]


async def updates(admin: AuthPIAdmin, given: dict[str, Any]) -> None:
    organization = admin.issuer("i_1").organization("org_1")
    await organization.update({"status": "suspended"})
    await organization.update({"status": OrganizationStatus.SUSPENDED, "name": None})
    await organization.update({"status": "suspnded"})  # type: ignore[typeddict-item] # misspelt
    await organization.update({"staus": "suspended"})  # type: ignore[typeddict-unknown-key] # misspelt
    await admin.api_keys.create({"name": "x", "restrictions": {}, "expires_at": datetime.now(UTC)})
    await admin.api_keys.create({"name": "x", "restrictions": {}, "expires_at": 1_764_547_200_000})
    await admin.api_keys.create({"name": "x", "restrictions": {}, "expires_at": "tomorrow"})  # type: ignore[typeddict-item] # no time
    await admin.api_keys.block("key_1")
    await admin.api_keys.block("key_1", {"reason": "leaked"})
    await admin.api_keys.block("key_1", with_extra(StatusChangeInput(reason="leaked"), given))
