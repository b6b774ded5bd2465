"""What reading ahead costs: at most one request, and no memory that grows with the number of pages."""

from __future__ import annotations

import asyncio
import gc
import json
import tracemalloc
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from helpers.document import SCHEMAS, example
from helpers.mocked_api import KEY, settle

from authpi_admin import AuthPIAdmin

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from authpi_admin import Pages
    from authpi_admin.types import UserListItem

ROWS = 20
PAGES = 2_000
MOST_BYTES = 40_000
"""Most memory that any number of pages leaves behind: the latest cursors, by which a list in circles is found."""


class Endless:
    """An HTTP client that returns pages of a list without an end.

    Attributes:
        sent: How many requests there were.
        under_way: How many there are now.
        most: How many there were at most at a time.
    """

    is_closed = False

    def __init__(self) -> None:
        """Start with the first page."""
        self.sent = self.under_way = self.most = 0
        self._rows = json.dumps([example(SCHEMAS["UserListItem"])] * ROWS)

    def build_request(self, method: str, url: str, **_: Any) -> str:
        """Return the method as the request."""
        assert url
        return method

    async def send(
        self, request: object, *, stream: bool = False, auth: None = None, follow_redirects: bool = False
    ) -> httpx.Response:
        """Respond after a few turns of the loop."""
        assert (request, stream, auth, follow_redirects) == ("GET", True, None, False)
        self.sent += 1
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        try:
            for _turn in range(3):
                await asyncio.sleep(0)
        finally:
            self.under_way -= 1
        # Long cursors, because pydantic keeps short strings for a while.
        return httpx.Response(
            200, text=f'{{"data": {self._rows}, "has_more": true, "next_cursor": "usr_{self.sent:080}"}}'
        )

    async def aclose(self) -> None:
        """Close nothing."""


@pytest.fixture
async def endless() -> AsyncIterator[tuple[Endless, Pages[UserListItem]]]:
    """A client of a list without an end, and its iterator."""
    http_client = Endless()
    async with AuthPIAdmin(api_key=KEY, account_id="acc_1", http_client=http_client) as admin:
        yield http_client, admin.issuer("i_1").users.list_all()


@pytest.mark.parametrize("turns", [0, 1, 2, 10])
async def test_one_page_is_requested_ahead(turns: int, endless: tuple[Endless, Pages[UserListItem]]) -> None:
    http_client, users = endless
    pages = 0
    async for _ in users.pages():
        pages += 1
        for _turn in range(turns):  # of work on the page
            await asyncio.sleep(0)
        assert http_client.sent <= pages + (pages > 1)
        if pages == 50:
            break
    assert (http_client.most, http_client.sent) == (1, 50 + (turns > 0))


@pytest.mark.parametrize("stop", ["leave", "close"])
async def test_stopping_ends_requests(stop: str, endless: tuple[Endless, Pages[UserListItem]]) -> None:
    http_client, users = endless
    async for _ in users:
        if http_client.sent == 3:
            break
    if stop == "close":
        await users.aclose()
    await settle()
    sent = http_client.sent
    assert sent <= 4
    await settle()
    assert (http_client.sent, http_client.under_way) == (sent, 0)


async def test_memory_does_not_grow_with_the_number_of_pages(endless: tuple[Endless, Pages[UserListItem]]) -> None:
    _, users = endless
    seen = early = late = 0
    tracemalloc.start()
    try:
        async for _ in users:
            seen += 1
            if seen == 3 * ROWS:
                gc.collect()
                early, _peak = tracemalloc.get_traced_memory()
            elif seen == PAGES * ROWS:
                gc.collect()
                late, _peak = tracemalloc.get_traced_memory()
                break
    finally:
        tracemalloc.stop()
    assert late - early <= MOST_BYTES
