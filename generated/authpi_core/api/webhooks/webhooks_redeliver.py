"""POST /v1/accounts/{account_id}/webhooks/{webhook_id}/deliveries/{delivery_id}/redeliver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.models.redelivered_delivery import RedeliveredDelivery
from authpi_core.reading import one
from authpi_core.request import Request
from authpi_core.types import UNCONDITIONAL

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.types import AccountId, Headers, IfMatch, Timeout

RESULT = one(RedeliveredDelivery)


async def webhooks_redeliver(
    client: Core,
    account_id: AccountId,
    webhook_id: str,
    delivery_id: str,
    *,
    if_match: IfMatch = UNCONDITIONAL,
    idempotency_key: str | None = None,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> RedeliveredDelivery:
    """Repeat a delivery.

    Needs the scope `webhooks:write` (inferred).

    Args:
        client: The client that sends the request.
        account_id: Id of the account.
        webhook_id: Id of the webhook.
        delivery_id: Id of the delivery.
        if_match: Expected ETag of the resource. If the resource has changed since, the request fails with 412.
        idempotency_key: Key that makes the request safe to repeat: 1 to 256 characters, unique for each write, for example a
            UUID. For 24 hours, a request with the same key, path and body returns the first successful response
            without being processed again; with another path or body it fails with 422. Documented for POST only. 1
            to 256 characters.
        timeout: Longest time for one attempt, in seconds.
        headers: Further headers of the request.
        deadline: Longest time for the call with all its attempts, in seconds.

    Returns:
        RedeliveredDelivery: The redelivered delivery.

    Raises:
        ValueError: An id, a time, a header, an ETag or a number of the body is invalid. Nothing was sent.
        TypeError: A value of the body is not JSON. Nothing was sent.
        ApiError: The call failed: one of `authpi_admin.errors`. `CoreClient.send` lists what it raises instead.
    """
    return await client.send(
        Request(
            "webhooks.redeliver",
            "POST",
            "/v1/accounts/{account_id}/webhooks/{webhook_id}/deliveries/{delivery_id}/redeliver",
            (account_id, webhook_id, delivery_id),
            if_match=if_match,
            idempotency_key=idempotency_key,
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
