"""GET /v1/accounts/{account_id}/issuers/{issuer_id}/clients."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.models.client_list_item import ClientListItem
from authpi_core.reading import page
from authpi_core.request import Request

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.models.application_type import ApplicationTypeInput
    from authpi_core.models.client_status import ClientStatusInput
    from authpi_core.types import AccountId, Headers, Page, Timeout

RESULT = page(ClientListItem)


async def clients_list(
    client: Core,
    account_id: AccountId,
    issuer_id: str,
    *,
    q: str | None = None,
    status: ClientStatusInput | None = None,
    application_type: ApplicationTypeInput | None = None,
    readiness: str | None = None,
    limit: int | None = None,
    cursor: str | None = None,
    name: str | None = None,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> Page[ClientListItem]:
    """List clients.

    Requires the scope `issuers.clients:read` (inferred, not documented).

    Args:
        client: The client that sends the request, for example `AuthPIAdmin.core`.
        account_id: Id of the account.
        issuer_id: Id of the issuer.
        q: Search text. Which fields are searched is not documented.
        status: Only clients with this status. By default, deleted clients are omitted.
        application_type: Only clients of this application type.
        readiness: Only clients with this readiness. Its values are not documented.
        limit: Maximum number of items to return. 1 to 100; 50 by default.
        cursor: `next_cursor` of the previous page. Default: the first page.
        name: Only clients whose name contains this text; case-insensitive.
        timeout: Time limit of each attempt, in seconds, or an `httpx.Timeout`. Default: the client's timeout.
        headers: Additional request headers.
        deadline: Time limit of the whole call with all its attempts, in seconds. Default: the client's deadline.

    Returns:
        Page[ClientListItem]: One page of items.

    Raises:
        ValueError: An argument is invalid: an id, a time, a header, an ETag or a number. Nothing was sent.
        TypeError: The body cannot be encoded as JSON. Nothing was sent.
        ApiError: The request failed; `authpi_admin.errors` has a subclass for each kind of failure.
    """
    return await client.send(
        Request(
            "clients.list",
            "GET",
            "/v1/accounts/{account_id}/issuers/{issuer_id}/clients",
            (account_id, issuer_id),
            query={
                "q": q,
                "status": status,
                "application_type": application_type,
                "readiness": readiness,
                "limit": limit,
                "cursor": cursor,
                "name": name,
            },
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
