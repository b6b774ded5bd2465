"""GET /v1/accounts/{account_id}/issuers/{issuer_id}/organizations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.models.organization_list_item import OrganizationListItem
from authpi_core.reading import page
from authpi_core.request import Request

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.models.organization_status_filter import OrganizationStatusFilterInput
    from authpi_core.types import AccountId, Headers, Page, Timeout

RESULT = page(OrganizationListItem)


async def organizations_list(
    client: Core,
    account_id: AccountId,
    issuer_id: str,
    *,
    limit: int | None = None,
    cursor: str | None = None,
    status: OrganizationStatusFilterInput | None = None,
    sso_enabled: bool | None = None,
    sso_only: bool | None = None,
    mfa_required: bool | None = None,
    invitation_enabled: bool | None = None,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> Page[OrganizationListItem]:
    """List organizations.

    Needs the scope `issuers.organizations:read` (inferred).

    Args:
        client: The client that sends the request.
        account_id: Id of the account.
        issuer_id: Id of the issuer.
        limit: Maximum number of items to return, 1 to 100. Default: 50. 1 to 100; 50 by default.
        cursor: `next_cursor` of the previous page. Default: the first page.
        status: Only organizations with this status: `active`, `suspended` or `deleted`. By default, deleted
            organizations are omitted.
        sso_enabled: Only organizations with, or without, single sign-on.
        sso_only: Only organizations where sign-in with a password is, or is not, disabled.
        mfa_required: Only organizations that require, or do not require, a second factor.
        invitation_enabled: Only organizations that allow, or do not allow, invitations.
        timeout: Longest time for one attempt, in seconds.
        headers: Further headers of the request.
        deadline: Longest time for the call with all its attempts, in seconds.

    Returns:
        Page[OrganizationListItem]: One page of the list.

    Raises:
        ValueError: An id, a time, a header, an ETag or a number of the body is invalid. Nothing was sent.
        TypeError: A value of the body is not JSON. Nothing was sent.
        ApiError: The call failed: one of `authpi_admin.errors`. `CoreClient.send` lists what it raises instead.
    """
    return await client.send(
        Request(
            "organizations.list",
            "GET",
            "/v1/accounts/{account_id}/issuers/{issuer_id}/organizations",
            (account_id, issuer_id),
            query={
                "limit": limit,
                "cursor": cursor,
                "status": status,
                "sso_enabled": sso_enabled,
                "sso_only": sso_only,
                "mfa_required": mfa_required,
                "invitation_enabled": invitation_enabled,
            },
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
