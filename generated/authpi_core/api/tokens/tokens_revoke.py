"""POST /v1/accounts/{account_id}/tokens/{token_id}/revoke."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.models.personal_token import PersonalToken
from authpi_core.reading import one
from authpi_core.request import Request
from authpi_core.types import UNCONDITIONAL

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.models.status_change_input import StatusChangeInput
    from authpi_core.types import AccountId, Headers, IfMatch, Timeout

RESULT = one(PersonalToken)


async def tokens_revoke(
    client: Core,
    account_id: AccountId,
    token_id: str,
    body: StatusChangeInput | None = None,
    *,
    if_match: IfMatch = UNCONDITIONAL,
    idempotency_key: str | None = None,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> PersonalToken:
    """Revoke a personal token permanently.

    Requires the scope `tokens:write` (inferred, not documented).

    Args:
        client: The client that sends the request, for example `AuthPIAdmin.core`.
        account_id: Id of the account.
        token_id: Id of the personal token.
        body: Reason for a status change.
        if_match: Expected ETag of the resource. If the resource has changed since, the request fails with 412.
            You can also pass a model; rows of lists have no ETag.
        idempotency_key: Key that makes the request safe to repeat; unique for each write, for example a UUID.
            For 24 hours, a request with the same key, path and body returns the first successful response without
            being processed again; with another path or body it fails with 422. Documented for POST only. 1 to 256
            characters. `AuthPIAdmin` generates a key if none is passed.
        timeout: Time limit of each attempt, in seconds, or an `httpx.Timeout`. Default: the client's timeout.
        headers: Additional request headers.
        deadline: Time limit of the whole call with all its attempts, in seconds. Default: the client's deadline.

    Returns:
        PersonalToken: The personal token.

    Raises:
        ValueError: An argument is invalid: an id, a time, a header, an ETag or a number. Nothing was sent.
        TypeError: The body cannot be encoded as JSON. Nothing was sent.
        ApiError: The request failed; `authpi_admin.errors` has a subclass for each kind of failure.
    """
    return await client.send(
        Request(
            "tokens.revoke",
            "POST",
            "/v1/accounts/{account_id}/tokens/{token_id}/revoke",
            (account_id, token_id),
            body=body,
            if_match=if_match,
            idempotency_key=idempotency_key,
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
