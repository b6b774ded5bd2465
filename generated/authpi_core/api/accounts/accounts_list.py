"""GET /v1/accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.models.account import Account
from authpi_core.reading import page
from authpi_core.request import Request

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.types import Headers, Page, Timeout

RESULT = page(Account)


async def accounts_list(
    client: Core,
    *,
    limit: int | None = None,
    cursor: str | None = None,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> Page[Account]:
    """List accounts.

    Args:
        client: The client to send with.
        limit: Most items to return.
        cursor: `next_cursor` of the page before.
        timeout: Longest time for one attempt, in seconds.
        headers: Further headers.
        deadline: Longest time for the call with all its attempts, in seconds.

    Returns:
        One page of the list.

    Raises:
        ValueError: An id, a time, a header or an ETag cannot be sent, and nothing was.
        TypeError: The body is no JSON, and nothing was sent.
        Exception: The call did not succeed: an `ApiError` with the client of `authpi_admin`.
    """
    return await client.send(
        Request(
            "accounts.list",
            "GET",
            "/v1/accounts",
            (),
            query={"limit": limit, "cursor": cursor},
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
