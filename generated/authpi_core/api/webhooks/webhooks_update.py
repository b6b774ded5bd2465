"""PATCH /v1/accounts/{account_id}/webhooks/{webhook_id}."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.models.webhook_with_secrets import WebhookWithSecrets
from authpi_core.reading import one
from authpi_core.request import Request
from authpi_core.types import UNCONDITIONAL

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.models.update_webhook_input import UpdateWebhookInput
    from authpi_core.types import AccountId, Headers, IfMatch, Timeout

RESULT = one(WebhookWithSecrets, secret=True)


async def webhooks_update(
    client: Core,
    account_id: AccountId,
    webhook_id: str,
    body: UpdateWebhookInput,
    *,
    if_match: IfMatch = UNCONDITIONAL,
    idempotency_key: str | None = None,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> WebhookWithSecrets:
    """Update a webhook.

    Whether the API merges or replaces nested objects (`auth`, `retry`, `circuit_breaker`, `metadata`) is not
    documented. Send the whole object, for example `{**webhook.retry, …}`; `authpi_admin.types.with_extra` does the
    same with typed keys.

    Requires the scope `webhooks:write` (inferred, not documented).

    Args:
        client: The client that sends the request, for example `AuthPIAdmin.core`.
        account_id: Id of the account.
        webhook_id: Id of the webhook.
        body: Changes to a webhook. Fields that are absent stay unchanged.
        if_match: Expected ETag of the resource. If the resource has changed since, the request fails with 412.
            You can also pass a model; rows of lists have no ETag.
        idempotency_key: Key that makes the request safe to repeat; unique for each write, for example a UUID.
            For 24 hours, a request with the same key, path and body returns the first successful response without
            being processed again; with another path or body it fails with 422. Documented for POST only. 1 to 256
            characters.
        timeout: Time limit of each attempt, in seconds, or an `httpx.Timeout`. Default: the client's timeout.
        headers: Additional request headers.
        deadline: Time limit of the whole call with all its attempts, in seconds. Default: the client's deadline.

    Returns:
        WebhookWithSecrets: The updated webhook.

    Raises:
        ValueError: An argument is invalid: an id, a time, a header, an ETag or a number. Nothing was sent.
        TypeError: The body cannot be encoded as JSON. Nothing was sent.
        ApiError: The request failed; `authpi_admin.errors` has a subclass for each kind of failure.
    """
    return await client.send(
        Request(
            "webhooks.update",
            "PATCH",
            "/v1/accounts/{account_id}/webhooks/{webhook_id}",
            (account_id, webhook_id),
            body=body,
            requires_body=True,
            if_match=if_match,
            idempotency_key=idempotency_key,
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
