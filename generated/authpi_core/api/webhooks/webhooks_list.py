"""GET /v1/accounts/{account_id}/webhooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.models.webhook_list_item import WebhookListItem
from authpi_core.reading import page
from authpi_core.request import Request

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.models.webhook_status_filter import WebhookStatusFilterInput
    from authpi_core.types import AccountId, Headers, Page, Timeout

RESULT = page(WebhookListItem)


async def webhooks_list(
    client: Core,
    account_id: AccountId,
    *,
    limit: int | None = None,
    cursor: str | None = None,
    status: WebhookStatusFilterInput | None = None,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> Page[WebhookListItem]:
    """List webhooks.

    Needs the scope `webhooks:read` (inferred).

    Args:
        client: The client that sends the request.
        account_id: Id of the account.
        limit: Maximum number of items to return, 1 to 100. Default: 50. 1 to 100; 50 by default.
        cursor: `next_cursor` of the previous page. Default: the first page.
        status: Only webhooks with this status: `active`, `disabled` or `deleted`.
        timeout: Longest time for one attempt, in seconds.
        headers: Further headers of the request.
        deadline: Longest time for the call with all its attempts, in seconds.

    Returns:
        Page[WebhookListItem]: One page of the list.

    Raises:
        ValueError: An id, a time, a header, an ETag or a number of the body is invalid. Nothing was sent.
        TypeError: A value of the body is not JSON. Nothing was sent.
        ApiError: The call failed: one of `authpi_admin.errors`. `CoreClient.send` lists what it raises instead.
    """
    return await client.send(
        Request(
            "webhooks.list",
            "GET",
            "/v1/accounts/{account_id}/webhooks",
            (account_id,),
            query={"limit": limit, "cursor": cursor, "status": status},
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
