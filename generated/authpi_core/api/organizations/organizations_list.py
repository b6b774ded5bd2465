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

    Requires the scope `issuers.organizations:read` (inferred, not documented).

    Args:
        client: The client that sends the request, for example `AuthPIAdmin.core`.
        account_id: Id of the account.
        issuer_id: Id of the issuer.
        limit: Maximum number of items to return. 1 to 100; 50 by default.
        cursor: `next_cursor` of the previous page. Default: the first page.
        status: Only organizations with this status: `active`, `suspended` or `deleted`. By default, deleted
            organizations are omitted.
        sso_enabled: Only organizations with, or without, single sign-on.
        sso_only: Only organizations where sign-in with a password is, or is not, disabled.
        mfa_required: Only organizations that require, or do not require, a second factor.
        invitation_enabled: Only organizations that allow, or do not allow, invitations.
        timeout: Time limit of each attempt, in seconds, or an `httpx.Timeout`. Default: the client's timeout.
        headers: Additional request headers.
        deadline: Time limit of the whole call with all its attempts, in seconds. Default: the client's deadline.

    Returns:
        Page[OrganizationListItem]: One page of items.

    Raises:
        ValueError: An argument is invalid: an id, a time, a header, an ETag or a number. Nothing was sent.
        TypeError: The body cannot be encoded as JSON. Nothing was sent.
        ApiError: The request failed; `authpi_admin.errors` has a subclass for each kind of failure.
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
