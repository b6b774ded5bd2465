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

    Requires the scope `issuers.organizations:write` (inferred, not documented).

    Args:
        client: The client that sends the request, for example `AuthPIAdmin.core`.
        account_id: Id of the account.
        issuer_id: Id of the issuer.
        body: The organization to create.
        idempotency_key: Key that makes the request safe to repeat; unique for each write, for example a UUID.
            For 24 hours, a request with the same key, path and body returns the first successful response without
            being processed again; with another path or body it fails with 422. Documented for POST only. 1 to 256
            characters. `AuthPIAdmin` generates a key if none is passed.
        timeout: Time limit of each attempt, in seconds, or an `httpx.Timeout`. Default: the client's timeout.
        headers: Additional request headers.
        deadline: Time limit of the whole call with all its attempts, in seconds. Default: the client's deadline.

    Returns:
        Organization: The created organization.

    Raises:
        ValueError: An argument is invalid: an id, a time, a header, an ETag or a number. Nothing was sent.
        TypeError: The body cannot be encoded as JSON. Nothing was sent.
        ApiError: The request failed; `authpi_admin.errors` has a subclass for each kind of failure.
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
