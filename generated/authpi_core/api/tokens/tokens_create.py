"""POST /v1/accounts/{account_id}/issuers/{issuer_id}/users/{user_id}/tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.models.created_personal_token import CreatedPersonalToken
from authpi_core.reading import one
from authpi_core.request import Request

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.models.create_personal_token_input import CreatePersonalTokenInput
    from authpi_core.types import AccountId, Headers, Timeout

RESULT = one(CreatedPersonalToken, secret=True)


async def tokens_create(
    client: Core,
    account_id: AccountId,
    issuer_id: str,
    user_id: str,
    body: CreatePersonalTokenInput,
    *,
    idempotency_key: str | None = None,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> CreatedPersonalToken:
    """Create a personal token.

    A user has 50 active tokens at most.

    Needs the scope `issuers.users.tokens:write` (inferred).

    Args:
        client: The client that sends the request.
        account_id: The account.
        issuer_id: The issuer.
        user_id: The user.
        body: A new personal token.
        idempotency_key: Makes a repeated request answer as the first did, for 24 hours. 1 to 256 characters.
        timeout: Longest time for one attempt, in seconds.
        headers: Further headers of the request.
        deadline: Longest time for the call with all its attempts, in seconds.

    Returns:
        CreatedPersonalToken: The created personal token.

    Raises:
        ValueError: An id, a time, a header, an ETag or a number of the body is invalid. Nothing was sent.
        TypeError: A value of the body is not JSON. Nothing was sent.
        ApiError: The call failed: one of `authpi_admin.errors`. `CoreClient.send` lists what it raises instead.
    """
    return await client.send(
        Request(
            "tokens.create",
            "POST",
            "/v1/accounts/{account_id}/issuers/{issuer_id}/users/{user_id}/tokens",
            (account_id, issuer_id, user_id),
            body=body,
            requires_body=True,
            idempotency_key=idempotency_key,
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
