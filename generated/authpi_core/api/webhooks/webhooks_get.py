"""GET /v1/accounts/{account_id}/webhooks/{webhook_id}."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.models.webhook import Webhook
from authpi_core.reading import one
from authpi_core.request import Request

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.types import AccountId, Headers, Timeout

RESULT = one(Webhook)


async def webhooks_get(
    client: Core,
    account_id: AccountId,
    webhook_id: str,
    *,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> Webhook:
    """Get a webhook.

    Needs the scope `webhooks:read` (inferred).

    Args:
        client: The client that sends the request.
        account_id: Id of the account.
        webhook_id: Id of the webhook.
        timeout: Longest time for one attempt, in seconds.
        headers: Further headers of the request.
        deadline: Longest time for the call with all its attempts, in seconds.

    Returns:
        Webhook: The webhook.

    Raises:
        ValueError: An id, a time, a header, an ETag or a number of the body is invalid. Nothing was sent.
        TypeError: A value of the body is not JSON. Nothing was sent.
        ApiError: The call failed: one of `authpi_admin.errors`. `CoreClient.send` lists what it raises instead.
    """
    return await client.send(
        Request(
            "webhooks.get",
            "GET",
            "/v1/accounts/{account_id}/webhooks/{webhook_id}",
            (account_id, webhook_id),
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
