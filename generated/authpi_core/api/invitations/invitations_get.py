"""GET /v1/accounts/{account_id}/issuers/{issuer_id}/organizations/{org_id}/invitations/{invitation_id}."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.models.organization_invitation_public import OrganizationInvitationPublic
from authpi_core.reading import one
from authpi_core.request import Request

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.types import AccountId, Headers, Timeout

RESULT = one(OrganizationInvitationPublic)


async def invitations_get(
    client: Core,
    account_id: AccountId,
    issuer_id: str,
    org_id: str,
    invitation_id: str,
    *,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> OrganizationInvitationPublic:
    """Get an invitation.

    Needs the scope `issuers.organizations.invitations:read` (inferred).

    Args:
        client: The client that sends the request.
        account_id: Id of the account.
        issuer_id: Id of the issuer.
        org_id: Id of the organization.
        invitation_id: Id of the invitation.
        timeout: Longest time for one attempt, in seconds.
        headers: Further headers of the request.
        deadline: Longest time for the call with all its attempts, in seconds.

    Returns:
        OrganizationInvitationPublic: The organization invitation.

    Raises:
        ValueError: An id, a time, a header, an ETag or a number of the body is invalid. Nothing was sent.
        TypeError: A value of the body is not JSON. Nothing was sent.
        ApiError: The call failed: one of `authpi_admin.errors`. `CoreClient.send` lists what it raises instead.
    """
    return await client.send(
        Request(
            "invitations.get",
            "GET",
            "/v1/accounts/{account_id}/issuers/{issuer_id}/organizations/{org_id}/invitations/{invitation_id}",
            (account_id, issuer_id, org_id, invitation_id),
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
