"""GET /v1/accounts/{account_id}/webhooks/{webhook_id}/deliveries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.models.webhook_delivery import WebhookDelivery
from authpi_core.reading import page
from authpi_core.request import Request

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.types import AccountId, Headers, Page, Timeout, UnixMilliseconds

RESULT = page(WebhookDelivery)


async def webhooks_list_deliveries(
    client: Core,
    account_id: AccountId,
    webhook_id: str,
    *,
    limit: int | None = None,
    cursor: str | None = None,
    event_type: str | None = None,
    status: str | None = None,
    after: UnixMilliseconds | float | None = None,
    before: UnixMilliseconds | float | None = None,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> Page[WebhookDelivery]:
    """List deliveries of a webhook.

    Needs the scope `webhooks:read` (inferred).

    Args:
        client: The client that sends the request.
        account_id: Id of the account.
        webhook_id: Id of the webhook.
        limit: Maximum number of items to return, 1 to 100. Default: 50. 1 to 100; 50 by default.
        cursor: `next_cursor` of the previous page. Default: the first page.
        event_type: Only deliveries of events of this type.
        status: Only deliveries with this status.
        after: Only deliveries after this time. Unix time in milliseconds.
        before: Only deliveries before this time. Unix time in milliseconds.
        timeout: Longest time for one attempt, in seconds.
        headers: Further headers of the request.
        deadline: Longest time for the call with all its attempts, in seconds.

    Returns:
        Page[WebhookDelivery]: One page of the list.

    Raises:
        ValueError: An id, a time, a header, an ETag or a number of the body is invalid. Nothing was sent.
        TypeError: A value of the body is not JSON. Nothing was sent.
        ApiError: The call failed: one of `authpi_admin.errors`. `CoreClient.send` lists what it raises instead.
    """
    return await client.send(
        Request(
            "webhooks.list_deliveries",
            "GET",
            "/v1/accounts/{account_id}/webhooks/{webhook_id}/deliveries",
            (account_id, webhook_id),
            query={
                "limit": limit,
                "cursor": cursor,
                "event_type": event_type,
                "status": status,
                "after": after,
                "before": before,
            },
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
