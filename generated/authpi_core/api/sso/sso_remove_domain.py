"""DELETE /v1/accounts/{account_id}/issuers/{issuer_id}/organizations/{org_id}/sso/domains/{domain}."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.reading import one
from authpi_core.request import Request
from authpi_core.types import UNCONDITIONAL, JsonObject

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.types import AccountId, Headers, IfMatch, Timeout

RESULT = one(JsonObject)


async def sso_remove_domain(
    client: Core,
    account_id: AccountId,
    issuer_id: str,
    org_id: str,
    domain: str,
    *,
    if_match: IfMatch = UNCONDITIONAL,
    idempotency_key: str | None = None,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> JsonObject:
    """Remove a domain.

    Needs the scope `issuers.organizations.sso:delete` (inferred).

    Args:
        client: The client that sends the request.
        account_id: The account.
        issuer_id: The issuer.
        org_id: The organization.
        domain: The host name.
        if_match: ETag that the resource must still have; 412 where it has changed.
        idempotency_key: Makes a repeated request answer as the first did, for 24 hours. 1 to 256 characters.
        timeout: Longest time for one attempt, in seconds.
        headers: Further headers of the request.
        deadline: Longest time for the call with all its attempts, in seconds.

    Returns:
        JsonObject: Outcome.

    Raises:
        ValueError: An id, a time, a header, an ETag or a number of the body is invalid. Nothing was sent.
        TypeError: A value of the body is not JSON. Nothing was sent.
        ApiError: The call failed: one of `authpi_admin.errors`. `CoreClient.send` lists what it raises instead.
    """
    return await client.send(
        Request(
            "sso.remove_domain",
            "DELETE",
            "/v1/accounts/{account_id}/issuers/{issuer_id}/organizations/{org_id}/sso/domains/{domain}",
            (account_id, issuer_id, org_id, domain),
            if_match=if_match,
            idempotency_key=idempotency_key,
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
