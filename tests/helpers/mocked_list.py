"""A list of users in pages, as the API returns it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from helpers.document import SCHEMAS, example
from helpers.mocked_api import page

if TYPE_CHECKING:
    import httpx

    from authpi_admin import AuthPIAdmin, Pages
    from authpi_admin.types import UserListItem

ROW = example(SCHEMAS["UserListItem"])


def rows(*numbers: int) -> list[dict[str, Any]]:
    return [{**ROW, "user_id": f"usr_{number}"} for number in numbers]


class MockedList:
    """A server with a list of so many users; a cursor is the id of the last user of a page.

    Attributes:
        requested: Start and limit of each requested page.
        failures: Responses or exceptions instead of the next pages.
        running: How many requests are running now.
        most_running: How many requests were running at once.
        gate: Requests wait until it is set.
    """

    def __init__(self, size: int) -> None:
        self.size = size
        self.requested: list[tuple[int, int]] = []
        self.failures: list[httpx.Response | Exception] = []
        self.running = self.most_running = 0
        self.gate = asyncio.Event()
        self.gate.set()

    async def __call__(self, request: httpx.Request) -> httpx.Response | Exception:
        cursor, limit = request.url.params.get("cursor"), int(request.url.params["limit"])
        start = int(cursor.removeprefix("usr_")) if cursor else 0
        self.requested.append((start, limit))
        self.running += 1
        self.most_running = max(self.most_running, self.running)
        try:
            await self.gate.wait()
        finally:
            self.running -= 1
        if self.failures:
            return self.failures.pop(0)
        end = min(start + limit, self.size)
        return page(*rows(*range(start + 1, end + 1)), next_cursor=f"usr_{end}" if end < self.size else None)


def users(admin: AuthPIAdmin, **options: Any) -> Pages[UserListItem]:
    return admin.issuer("i_1").users.list_all(**options)


def numbers(items: list[UserListItem]) -> list[int]:
    return [int(item.id.removeprefix("usr_")) for item in items]


async def follow(listed: Pages[UserListItem], found: list[UserListItem]) -> None:
    """Add each item to `found` when it arrives, so that those before an error are kept."""
    async for user in listed:
        found.append(user)  # noqa: PERF401 - a comprehension loses the items before an error
