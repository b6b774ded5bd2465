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
        client: The client that sends the request, for example `AuthPIAdmin.core`.
        limit: Maximum number of items to return. 1 to 100; 50 by default.
        cursor: `next_cursor` of the previous page. Default: the first page.
        timeout: Time limit of each attempt, in seconds, or an `httpx.Timeout`. Default: the client's timeout.
        headers: Additional request headers.
        deadline: Time limit of the whole call with all its attempts, in seconds. Default: the client's deadline.

    Returns:
        Page[Account]: One page of items.

    Raises:
        ValueError: An argument is invalid: an id, a time, a header, an ETag or a number. Nothing was sent.
        TypeError: The body cannot be encoded as JSON. Nothing was sent.
        ApiError: The request failed; `authpi_admin.errors` has a subclass for each kind of failure.
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
