"""GET /v1/accounts/{account_id}/credits/ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.models.credit_ledger_entry import CreditLedgerEntry
from authpi_core.reading import page
from authpi_core.request import Request

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.types import AccountId, Headers, Page, Timeout

RESULT = page(CreditLedgerEntry)


async def credits_ledger(
    client: Core,
    account_id: AccountId,
    *,
    limit: int | None = None,
    cursor: str | None = None,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> Page[CreditLedgerEntry]:
    """List credit ledger entries.

    Needs the scope `credits:read` (inferred).

    Args:
        client: The client that sends the request.
        account_id: Id of the account.
        limit: Maximum number of items to return, 1 to 100. Default: 50. 1 to 100; 50 by default.
        cursor: `next_cursor` of the previous page. Default: the first page.
        timeout: Longest time for one attempt, in seconds.
        headers: Further headers of the request.
        deadline: Longest time for the call with all its attempts, in seconds.

    Returns:
        Page[CreditLedgerEntry]: One page of the list.

    Raises:
        ValueError: An id, a time, a header, an ETag or a number of the body is invalid. Nothing was sent.
        TypeError: A value of the body is not JSON. Nothing was sent.
        ApiError: The call failed: one of `authpi_admin.errors`. `CoreClient.send` lists what it raises instead.
    """
    return await client.send(
        Request(
            "credits.ledger",
            "GET",
            "/v1/accounts/{account_id}/credits/ledger",
            (account_id,),
            query={"limit": limit, "cursor": cursor},
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
