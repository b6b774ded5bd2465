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

    Needs the scope `issuers.clients:read` (inferred).

    Args:
        client: The client that sends the request.
        account_id: Id of the account.
        issuer_id: Id of the issuer.
        q: Search text. Which fields are searched is not documented.
        status: Only clients with this status. By default, deleted clients are omitted.
        application_type: Only clients of this application type.
        readiness: Only clients with this readiness. Its values are not documented.
        limit: Maximum number of items to return, 1 to 100. Default: 50. 1 to 100; 50 by default.
        cursor: `next_cursor` of the previous page. Default: the first page.
        name: Only clients whose name contains this text; case-insensitive.
        timeout: Longest time for one attempt, in seconds.
        headers: Further headers of the request.
        deadline: Longest time for the call with all its attempts, in seconds.

    Returns:
        Page[ClientListItem]: One page of the list.

    Raises:
        ValueError: An id, a time, a header, an ETag or a number of the body is invalid. Nothing was sent.
        TypeError: A value of the body is not JSON. Nothing was sent.
        ApiError: The call failed: one of `authpi_admin.errors`. `CoreClient.send` lists what it raises instead.
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
