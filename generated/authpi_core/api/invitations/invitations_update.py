"""PATCH /v1/accounts/{account_id}/issuers/{issuer_id}/organizations/{org_id}/invitations/{invitation_id}."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.models.organization_invitation_public import OrganizationInvitationPublic
from authpi_core.reading import one
from authpi_core.request import Request
from authpi_core.types import UNCONDITIONAL

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.models.update_invitation_input import UpdateInvitationInput
    from authpi_core.types import AccountId, Headers, IfMatch, Timeout

RESULT = one(OrganizationInvitationPublic)


async def invitations_update(
    client: Core,
    account_id: AccountId,
    issuer_id: str,
    org_id: str,
    invitation_id: str,
    body: UpdateInvitationInput,
    *,
    if_match: IfMatch = UNCONDITIONAL,
    idempotency_key: str | None = None,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> OrganizationInvitationPublic:
    """Update an invitation.

    Whether the API merges or replaces nested objects (`metadata`) is not documented. Send the whole object, for
    example `{**invitation.metadata, …}`; `authpi_admin.types.with_extra` does the same with typed keys.

    Requires the scope `issuers.organizations.invitations:write` (inferred, not documented).

    Args:
        client: The client that sends the request, for example `AuthPIAdmin.core`.
        account_id: Id of the account.
        issuer_id: Id of the issuer.
        org_id: Id of the organization.
        invitation_id: Id of the invitation.
        body: Changes to an invitation. Fields that are absent stay unchanged.
        if_match: Expected ETag of the resource. If the resource has changed since, the request fails with 412.
            You can also pass a model; rows of lists have no ETag.
        idempotency_key: Key that makes the request safe to repeat; unique for each write, for example a UUID.
            For 24 hours, a request with the same key, path and body returns the first successful response without
            being processed again; with another path or body it fails with 422. Documented for POST only. 1 to 256
            characters.
        timeout: Time limit of each attempt, in seconds, or an `httpx.Timeout`. Default: the client's timeout.
        headers: Additional request headers.
        deadline: Time limit of the whole call with all its attempts, in seconds. Default: the client's deadline.

    Returns:
        OrganizationInvitationPublic: The updated organization invitation.

    Raises:
        ValueError: An argument is invalid: an id, a time, a header, an ETag or a number. Nothing was sent.
        TypeError: The body cannot be encoded as JSON. Nothing was sent.
        ApiError: The request failed; `authpi_admin.errors` has a subclass for each kind of failure.
    """
    return await client.send(
        Request(
            "invitations.update",
            "PATCH",
            "/v1/accounts/{account_id}/issuers/{issuer_id}/organizations/{org_id}/invitations/{invitation_id}",
            (account_id, issuer_id, org_id, invitation_id),
            body=body,
            requires_body=True,
            if_match=if_match,
            idempotency_key=idempotency_key,
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
