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

    Requires the scope `webhooks:read` (inferred, not documented).

    Args:
        client: The client that sends the request, for example `AuthPIAdmin.core`.
        account_id: Id of the account.
        limit: Maximum number of items to return. 1 to 100; 50 by default.
        cursor: `next_cursor` of the previous page. Default: the first page.
        status: Only webhooks with this status: `active`, `disabled` or `deleted`.
        timeout: Time limit of each attempt, in seconds, or an `httpx.Timeout`. Default: the client's timeout.
        headers: Additional request headers.
        deadline: Time limit of the whole call with all its attempts, in seconds. Default: the client's deadline.

    Returns:
        Page[WebhookListItem]: One page of items.

    Raises:
        ValueError: An argument is invalid: an id, a time, a header, an ETag or a number. Nothing was sent.
        TypeError: The body cannot be encoded as JSON. Nothing was sent.
        ApiError: The request failed; `authpi_admin.errors` has a subclass for each kind of failure.
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
