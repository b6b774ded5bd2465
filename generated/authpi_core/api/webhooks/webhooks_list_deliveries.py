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

    Requires the scope `webhooks:read` (inferred, not documented).

    Args:
        client: The client that sends the request, for example `AuthPIAdmin.core`.
        account_id: Id of the account.
        webhook_id: Id of the webhook.
        limit: Maximum number of items to return. 1 to 100; 50 by default.
        cursor: `next_cursor` of the previous page. Default: the first page.
        event_type: Only deliveries of events of this type.
        status: Only deliveries with this status.
        after: Only deliveries after this time. Unix time in milliseconds.
        before: Only deliveries before this time. Unix time in milliseconds.
        timeout: Time limit of each attempt, in seconds, or an `httpx.Timeout`. Default: the client's timeout.
        headers: Additional request headers.
        deadline: Time limit of the whole call with all its attempts, in seconds. Default: the client's deadline.

    Returns:
        Page[WebhookDelivery]: One page of items.

    Raises:
        ValueError: An argument is invalid: an id, a time, a header, an ETag or a number. Nothing was sent.
        TypeError: The body cannot be encoded as JSON. Nothing was sent.
        ApiError: The request failed; `authpi_admin.errors` has a subclass for each kind of failure.
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
