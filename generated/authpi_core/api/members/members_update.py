"""PATCH /v1/accounts/{account_id}/issuers/{issuer_id}/organizations/{org_id}/members/{member_id}."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.models.organization_membership import OrganizationMembership
from authpi_core.reading import one
from authpi_core.request import Request
from authpi_core.types import UNCONDITIONAL

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.models.update_member_input import UpdateMemberInput
    from authpi_core.types import AccountId, Headers, IfMatch, Timeout

RESULT = one(OrganizationMembership)


async def members_update(
    client: Core,
    account_id: AccountId,
    issuer_id: str,
    org_id: str,
    member_id: str,
    body: UpdateMemberInput,
    *,
    if_match: IfMatch = UNCONDITIONAL,
    idempotency_key: str | None = None,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> OrganizationMembership:
    """Update a membership.

    Whether the API merges or replaces nested objects (`metadata`) is not documented. Send the whole object, for
    example `{**member.metadata, …}`; `authpi_admin.types.with_extra` does the same with typed keys.

    Requires the scope `issuers.organizations.members:write` (inferred, not documented).

    Args:
        client: The client that sends the request, for example `AuthPIAdmin.core`.
        account_id: Id of the account.
        issuer_id: Id of the issuer.
        org_id: Id of the organization.
        member_id: Id of the member: of a user or an agent.
        body: Changes to a membership. Fields that are absent stay unchanged.
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
        OrganizationMembership: The updated organization membership.

    Raises:
        ValueError: An argument is invalid: an id, a time, a header, an ETag or a number. Nothing was sent.
        TypeError: The body cannot be encoded as JSON. Nothing was sent.
        ApiError: The request failed; `authpi_admin.errors` has a subclass for each kind of failure.
    """
    return await client.send(
        Request(
            "members.update",
            "PATCH",
            "/v1/accounts/{account_id}/issuers/{issuer_id}/organizations/{org_id}/members/{member_id}",
            (account_id, issuer_id, org_id, member_id),
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
