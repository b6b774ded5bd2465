"""GET /v1/accounts/{account_id}/usage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.models.usage_by_dimension import UsageByDimension
from authpi_core.reading import page
from authpi_core.request import Request

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.types import AccountId, Headers, Page, Timeout

RESULT = page(UsageByDimension)


async def usage_list(
    client: Core,
    account_id: AccountId,
    *,
    period: str | None = None,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> Page[UsageByDimension]:
    """Get usage by dimension.

    Needs the scope `usage:read` (inferred).

    Args:
        client: The client that sends the request.
        account_id: Id of the account.
        period: Billing period, for example `2026-10`. Default: the current period.
        timeout: Longest time for one attempt, in seconds.
        headers: Further headers of the request.
        deadline: Longest time for the call with all its attempts, in seconds.

    Returns:
        Page[UsageByDimension]: One page of the list.

    Raises:
        ValueError: An id, a time, a header, an ETag or a number of the body is invalid. Nothing was sent.
        TypeError: A value of the body is not JSON. Nothing was sent.
        ApiError: The call failed: one of `authpi_admin.errors`. `CoreClient.send` lists what it raises instead.
    """
    return await client.send(
        Request(
            "usage.list",
            "GET",
            "/v1/accounts/{account_id}/usage",
            (account_id,),
            query={"period": period},
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
