"""GET /v1/accounts/{account_id}/usage/estimate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.models.account_usage_estimate import AccountUsageEstimate
from authpi_core.reading import one
from authpi_core.request import Request

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.types import AccountId, Headers, Timeout

RESULT = one(AccountUsageEstimate)


async def usage_estimate(
    client: Core,
    account_id: AccountId,
    *,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> AccountUsageEstimate:
    """Estimate the current period's cost.

    Needs the scope `usage:read` (inferred).

    Args:
        client: The client that sends the request.
        account_id: Id of the account.
        timeout: Longest time for one attempt, in seconds.
        headers: Further headers of the request.
        deadline: Longest time for the call with all its attempts, in seconds.

    Returns:
        AccountUsageEstimate: The account usage estimate.

    Raises:
        ValueError: An id, a time, a header, an ETag or a number of the body is invalid. Nothing was sent.
        TypeError: A value of the body is not JSON. Nothing was sent.
        ApiError: The call failed: one of `authpi_admin.errors`. `CoreClient.send` lists what it raises instead.
    """
    return await client.send(
        Request(
            "usage.estimate",
            "GET",
            "/v1/accounts/{account_id}/usage/estimate",
            (account_id,),
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
