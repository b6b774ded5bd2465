"""POST /v1/accounts/{account_id}/issuers/{issuer_id}/organizations/{org_id}/api-keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.models.create_api_key_response import CreateApiKeyResponse
from authpi_core.reading import one
from authpi_core.request import Request

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.models.create_api_key_input import CreateApiKeyInput
    from authpi_core.types import AccountId, Headers, Timeout

RESULT = one(CreateApiKeyResponse, secret=True)


async def api_keys_create_for_organization(
    client: Core,
    account_id: AccountId,
    issuer_id: str,
    org_id: str,
    body: CreateApiKeyInput,
    *,
    idempotency_key: str | None = None,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> CreateApiKeyResponse:
    """Create an API key for an organization.

    Needs the scope `issuers.organizations.api-keys:write` (inferred).

    Args:
        client: The client that sends the request.
        account_id: The account.
        issuer_id: The issuer.
        org_id: The organization.
        body: A new API key.
        idempotency_key: Makes a repeated request answer as the first did, for 24 hours. 1 to 256 characters.
        timeout: Longest time for one attempt, in seconds.
        headers: Further headers of the request.
        deadline: Longest time for the call with all its attempts, in seconds.

    Returns:
        CreateApiKeyResponse: The created API key.

    Raises:
        ValueError: An id, a time, a header, an ETag or a number of the body is invalid. Nothing was sent.
        TypeError: A value of the body is not JSON. Nothing was sent.
        ApiError: The call failed: one of `authpi_admin.errors`. `CoreClient.send` lists what it raises instead.
    """
    return await client.send(
        Request(
            "api_keys.create_for_organization",
            "POST",
            "/v1/accounts/{account_id}/issuers/{issuer_id}/organizations/{org_id}/api-keys",
            (account_id, issuer_id, org_id),
            body=body,
            requires_body=True,
            idempotency_key=idempotency_key,
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
