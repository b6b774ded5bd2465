"""GET /v1/accounts/{account_id}/domains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.models.account_domain import AccountDomain
from authpi_core.reading import page
from authpi_core.request import Request

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.types import AccountId, Headers, Page, Timeout

RESULT = page(AccountDomain)


async def domains_list(
    client: Core,
    account_id: AccountId,
    *,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> Page[AccountDomain]:
    """List domains.

    Needs the scope `domains:read` (inferred).

    Args:
        client: The client that sends the request.
        account_id: Id of the account.
        timeout: Longest time for one attempt, in seconds.
        headers: Further headers of the request.
        deadline: Longest time for the call with all its attempts, in seconds.

    Returns:
        Page[AccountDomain]: One page of the list.

    Raises:
        ValueError: An id, a time, a header, an ETag or a number of the body is invalid. Nothing was sent.
        TypeError: A value of the body is not JSON. Nothing was sent.
        ApiError: The call failed: one of `authpi_admin.errors`. `CoreClient.send` lists what it raises instead.
    """
    return await client.send(
        Request(
            "domains.list",
            "GET",
            "/v1/accounts/{account_id}/domains",
            (account_id,),
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
