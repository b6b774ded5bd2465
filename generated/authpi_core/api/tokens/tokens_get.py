"""GET /v1/accounts/{account_id}/tokens/{token_id}."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.models.personal_token import PersonalToken
from authpi_core.reading import one
from authpi_core.request import Request

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.types import AccountId, Headers, Timeout

RESULT = one(PersonalToken)


async def tokens_get(
    client: Core,
    account_id: AccountId,
    token_id: str,
    *,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> PersonalToken:
    """Get a personal token.

    Needs the scope `tokens:read` (inferred).

    Args:
        client: The client that sends the request.
        account_id: Id of the account.
        token_id: Id of the personal token.
        timeout: Longest time for one attempt, in seconds.
        headers: Further headers of the request.
        deadline: Longest time for the call with all its attempts, in seconds.

    Returns:
        PersonalToken: The personal token.

    Raises:
        ValueError: An id, a time, a header, an ETag or a number of the body is invalid. Nothing was sent.
        TypeError: A value of the body is not JSON. Nothing was sent.
        ApiError: The call failed: one of `authpi_admin.errors`. `CoreClient.send` lists what it raises instead.
    """
    return await client.send(
        Request(
            "tokens.get",
            "GET",
            "/v1/accounts/{account_id}/tokens/{token_id}",
            (account_id, token_id),
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
