"""POST /v1/accounts/{account_id}/issuers/{issuer_id}/organizations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.models.organization import Organization
from authpi_core.reading import one
from authpi_core.request import Request

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.models.create_organization_input import CreateOrganizationInput
    from authpi_core.types import AccountId, Headers, Timeout

RESULT = one(Organization)


async def organizations_create(
    client: Core,
    account_id: AccountId,
    issuer_id: str,
    body: CreateOrganizationInput,
    *,
    idempotency_key: str | None = None,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> Organization:
    """Create an organization.

    Needs the scope `issuers.organizations:write` (inferred).

    Args:
        client: The client that sends the request.
        account_id: Id of the account.
        issuer_id: Id of the issuer.
        body: The organization to create.
        idempotency_key: Key that makes the request safe to repeat: 1 to 256 characters, unique for each write, for example a
            UUID. For 24 hours, a request with the same key, path and body returns the first successful response
            without being processed again; with another path or body it fails with 422. Documented for POST only. 1
            to 256 characters.
        timeout: Longest time for one attempt, in seconds.
        headers: Further headers of the request.
        deadline: Longest time for the call with all its attempts, in seconds.

    Returns:
        Organization: The created organization.

    Raises:
        ValueError: An id, a time, a header, an ETag or a number of the body is invalid. Nothing was sent.
        TypeError: A value of the body is not JSON. Nothing was sent.
        ApiError: The call failed: one of `authpi_admin.errors`. `CoreClient.send` lists what it raises instead.
    """
    return await client.send(
        Request(
            "organizations.create",
            "POST",
            "/v1/accounts/{account_id}/issuers/{issuer_id}/organizations",
            (account_id, issuer_id),
            body=body,
            requires_body=True,
            idempotency_key=idempotency_key,
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
