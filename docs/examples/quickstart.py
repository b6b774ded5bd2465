"""A tour of the SDK: issuers, users, lists, webhooks and errors.

It runs against a local Core API. With the argument `--real` it uses the real one (or
the one at `AUTHPI_BASE_URL`) and the credential in `AUTHPI_KEY_ID` and
`AUTHPI_KEY_SECRET`, and deletes what it has created there.
"""

from __future__ import annotations

import asyncio
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

from authpi_admin import AuthPIAdmin, NotFoundError, ValidationError
from authpi_admin.testing import CoreAPI

if TYPE_CHECKING:
    from authpi_admin.scopes import IssuerScope

USERS = 250


async def main() -> None:
    with ExitStack() as stack:
        if "--real" in sys.argv:
            admin = AuthPIAdmin()
        else:
            api = CoreAPI()
            admin = AuthPIAdmin(
                api_key=api.key,
                account_id=api.account_id,
                base_url=stack.enter_context(api.serve()),
            )
        async with admin:
            await tour(admin)


async def tour(admin: AuthPIAdmin) -> None:
    """Show each part once, with an issuer of its own."""
    print("issuers:", [issuer.name for issuer in await admin.issuers.list()])

    created = await admin.issuers.create({"name": "Quickstart"})
    print("created the issuer", created.name, created.id)
    issuer = admin.issuer(created.id)
    try:
        await users(issuer)
        await webhooks(admin)
        await errors(issuer)
    finally:
        await issuer.delete()
        print("deleted the issuer")


async def users(issuer: IssuerScope) -> None:
    alice = await issuer.users.create(
        {"email": "alice@example.com", "display_name": "Alice"}
    )
    print("created the user", alice.username, alice.profile.display_name)

    bob = await issuer.users.create({"username_type": "unique-name", "username": "bob"})
    print("created the user", bob.username)

    async with (
        asyncio.TaskGroup() as group
    ):  # many at once; the client keeps the connections
        for number in range(USERS - 2):
            group.create_task(
                issuer.users.create({"email": f"user{number}@example.com"})
            )

    page = await issuer.users.list(limit=50)
    print("a page of", len(page), "users; more:", page.has_more)

    ids = set[str]()
    async for user in issuer.users.list_all():
        ids.add(user.id)
    print("iterated over", len(ids), "users")


async def webhooks(admin: AuthPIAdmin) -> None:
    webhook = await admin.webhooks.create(
        {
            "url": "https://example.com/hooks/authpi",
            "auth": {"type": "bearer"},
            "events": [
                "user.created",
                "organization.suspended",
                "organization.deleted",
            ],
        }
    )
    print("created the webhook", webhook.name, "for", ", ".join(webhook.events))
    print("its token, shown this once:", webhook.auth.bearer_token_plain)
    await admin.webhook(webhook.id).delete()


async def errors(issuer: IssuerScope) -> None:
    try:
        await issuer.users.get("usr_unknown")
    except NotFoundError as error:
        print("NotFoundError:", error)

    try:
        await issuer.users.create({"username_type": "email", "username": ""})
    except ValidationError as error:
        print(
            "ValidationError:",
            [(field["field"], field["message"]) for field in error.fields],
        )


if __name__ == "__main__":
    asyncio.run(main())
