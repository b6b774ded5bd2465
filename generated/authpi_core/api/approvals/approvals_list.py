"""GET /v1/accounts/{account_id}/issuers/{issuer_id}/approvals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.models.approval_list_item import ApprovalListItem
from authpi_core.reading import page
from authpi_core.request import Request

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.types import AccountId, Headers, Page, Timeout

RESULT = page(ApprovalListItem)


async def approvals_list(
    client: Core,
    account_id: AccountId,
    issuer_id: str,
    *,
    limit: int | None = None,
    cursor: str | None = None,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> Page[ApprovalListItem]:
    """List users pending approval, oldest first.

    Requires the scope `issuers.approvals:read` (inferred, not documented).

    Args:
        client: The client that sends the request, for example `AuthPIAdmin.core`.
        account_id: Id of the account.
        issuer_id: Id of the issuer.
        limit: Maximum number of items to return. 1 to 100; 50 by default.
        cursor: `next_cursor` of the previous page. Default: the first page.
        timeout: Time limit of each attempt, in seconds, or an `httpx.Timeout`. Default: the client's timeout.
        headers: Additional request headers.
        deadline: Time limit of the whole call with all its attempts, in seconds. Default: the client's deadline.

    Returns:
        Page[ApprovalListItem]: One page of items.

    Raises:
        ValueError: An argument is invalid: an id, a time, a header, an ETag or a number. Nothing was sent.
        TypeError: The body cannot be encoded as JSON. Nothing was sent.
        ApiError: The request failed; `authpi_admin.errors` has a subclass for each kind of failure.
    """
    return await client.send(
        Request(
            "approvals.list",
            "GET",
            "/v1/accounts/{account_id}/issuers/{issuer_id}/approvals",
            (account_id, issuer_id),
            query={"limit": limit, "cursor": cursor},
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
