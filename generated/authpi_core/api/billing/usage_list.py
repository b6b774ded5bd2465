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

    Requires the scope `usage:read` (inferred, not documented).

    Args:
        client: The client that sends the request, for example `AuthPIAdmin.core`.
        account_id: Id of the account.
        period: Billing period, for example `2026-10`. Default: the current period.
        timeout: Time limit of each attempt, in seconds, or an `httpx.Timeout`. Default: the client's timeout.
        headers: Additional request headers.
        deadline: Time limit of the whole call with all its attempts, in seconds. Default: the client's deadline.

    Returns:
        Page[UsageByDimension]: One page of items.

    Raises:
        ValueError: An argument is invalid: an id, a time, a header, an ETag or a number. Nothing was sent.
        TypeError: The body cannot be encoded as JSON. Nothing was sent.
        ApiError: The request failed; `authpi_admin.errors` has a subclass for each kind of failure.
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
