"""Reading ahead takes no memory that grows with the number of pages."""

from __future__ import annotations

import asyncio
import gc
import json
import tracemalloc
from typing import Any

import httpx
from helpers.document import SCHEMAS, example
from helpers.mocked_api import KEY

from authpi_admin import AuthPIAdmin

ROWS = 20
PAGES = 1_000
MOST_BYTES = 40_000
"""Maximum memory that remains after any number of pages, in bytes: the latest cursors, which reveal a cycle."""


class Endless:
    """An HTTP client that returns pages of a list without an end."""

    is_closed = False

    def __init__(self) -> None:
        self._sent = 0
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
        self._sent += 1
        for _turn in range(3):
            await asyncio.sleep(0)
        # Long cursors, because pydantic keeps short strings for a while.
        return httpx.Response(
            200, text=f'{{"data": {self._rows}, "has_more": true, "next_cursor": "usr_{self._sent:080}"}}'
        )

    async def aclose(self) -> None:
        """Close nothing."""


async def test_memory_does_not_grow_with_the_number_of_pages() -> None:
    users = AuthPIAdmin(api_key=KEY, account_id="acc_1", http_client=Endless()).issuer("i_1").users.list_all()
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
