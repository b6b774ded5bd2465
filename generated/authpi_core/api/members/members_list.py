"""GET /v1/accounts/{account_id}/issuers/{issuer_id}/organizations/{org_id}/members."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.models.organization_membership import OrganizationMembership
from authpi_core.reading import page
from authpi_core.request import Request

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.types import AccountId, Headers, Page, Timeout

RESULT = page(OrganizationMembership)


async def members_list(
    client: Core,
    account_id: AccountId,
    issuer_id: str,
    org_id: str,
    *,
    limit: int | None = None,
    cursor: str | None = None,
    status: str | None = None,
    scope: str | None = None,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> Page[OrganizationMembership]:
    """List members.

    Needs the scope `issuers.organizations.members:read` (inferred).

    Args:
        client: The client that sends the request.
        account_id: Id of the account.
        issuer_id: Id of the issuer.
        org_id: Id of the organization.
        limit: Maximum number of items to return, 1 to 100. Default: 50. 1 to 100; 50 by default.
        cursor: `next_cursor` of the previous page. Default: the first page.
        status: Only members with this status.
        scope: Only members with this scope.
        timeout: Longest time for one attempt, in seconds.
        headers: Further headers of the request.
        deadline: Longest time for the call with all its attempts, in seconds.

    Returns:
        Page[OrganizationMembership]: One page of the list.

    Raises:
        ValueError: An id, a time, a header, an ETag or a number of the body is invalid. Nothing was sent.
        TypeError: A value of the body is not JSON. Nothing was sent.
        ApiError: The call failed: one of `authpi_admin.errors`. `CoreClient.send` lists what it raises instead.
    """
    return await client.send(
        Request(
            "members.list",
            "GET",
            "/v1/accounts/{account_id}/issuers/{issuer_id}/organizations/{org_id}/members",
            (account_id, issuer_id, org_id),
            query={"limit": limit, "cursor": cursor, "status": status, "scope": scope},
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
