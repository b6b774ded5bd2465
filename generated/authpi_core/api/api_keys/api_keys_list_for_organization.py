"""GET /v1/accounts/{account_id}/issuers/{issuer_id}/organizations/{org_id}/api-keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.models.api_key_list_item import ApiKeyListItem
from authpi_core.reading import page
from authpi_core.request import Request

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.models.api_key_status import ApiKeyStatusInput
    from authpi_core.types import AccountId, Headers, Page, Timeout

RESULT = page(ApiKeyListItem)


async def api_keys_list_for_organization(
    client: Core,
    account_id: AccountId,
    issuer_id: str,
    org_id: str,
    *,
    limit: int | None = None,
    cursor: str | None = None,
    q: str | None = None,
    status: ApiKeyStatusInput | None = None,
    access: str | None = None,
    readiness: str | None = None,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> Page[ApiKeyListItem]:
    """List an organization's API keys.

    Requires the scope `issuers.organizations.api-keys:read` (inferred, not documented).

    Args:
        client: The client that sends the request, for example `AuthPIAdmin.core`.
        account_id: Id of the account.
        issuer_id: Id of the issuer.
        org_id: Id of the organization.
        limit: Maximum number of items to return. 1 to 100; 50 by default.
        cursor: `next_cursor` of the previous page. Default: the first page.
        q: Search text. Which fields are searched is not documented.
        status: Only API keys with this status.
        access: Access filter. Its values are not documented.
        readiness: Only API keys with this readiness. Its values are not documented.
        timeout: Time limit of each attempt, in seconds, or an `httpx.Timeout`. Default: the client's timeout.
        headers: Additional request headers.
        deadline: Time limit of the whole call with all its attempts, in seconds. Default: the client's deadline.

    Returns:
        Page[ApiKeyListItem]: One page of items.

    Raises:
        ValueError: An argument is invalid: an id, a time, a header, an ETag or a number. Nothing was sent.
        TypeError: The body cannot be encoded as JSON. Nothing was sent.
        ApiError: The request failed; `authpi_admin.errors` has a subclass for each kind of failure.
    """
    return await client.send(
        Request(
            "api_keys.list_for_organization",
            "GET",
            "/v1/accounts/{account_id}/issuers/{issuer_id}/organizations/{org_id}/api-keys",
            (account_id, issuer_id, org_id),
            query={
                "limit": limit,
                "cursor": cursor,
                "q": q,
                "status": status,
                "access": access,
                "readiness": readiness,
            },
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
