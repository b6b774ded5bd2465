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

    Requires the scope `issuers.organizations.members:read` (inferred, not documented).

    Args:
        client: The client that sends the request, for example `AuthPIAdmin.core`.
        account_id: Id of the account.
        issuer_id: Id of the issuer.
        org_id: Id of the organization.
        limit: Maximum number of items to return. 1 to 100; 50 by default.
        cursor: `next_cursor` of the previous page. Default: the first page.
        status: Only members with this status.
        scope: Only members with this scope.
        timeout: Time limit of each attempt, in seconds, or an `httpx.Timeout`. Default: the client's timeout.
        headers: Additional request headers.
        deadline: Time limit of the whole call with all its attempts, in seconds. Default: the client's deadline.

    Returns:
        Page[OrganizationMembership]: One page of items.

    Raises:
        ValueError: An argument is invalid: an id, a time, a header, an ETag or a number. Nothing was sent.
        TypeError: The body cannot be encoded as JSON. Nothing was sent.
        ApiError: The request failed; `authpi_admin.errors` has a subclass for each kind of failure.
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
