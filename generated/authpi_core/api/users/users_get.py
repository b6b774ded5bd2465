"""GET /v1/accounts/{account_id}/issuers/{issuer_id}/users/{user_id}."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.models.user import User
from authpi_core.reading import one
from authpi_core.request import Request

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.types import AccountId, Headers, Timeout

RESULT = one(User)


async def users_get(
    client: Core,
    account_id: AccountId,
    issuer_id: str,
    user_id: str,
    *,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> User:
    """Get a user.

    Needs the scope `issuers.users:read`.

    Args:
        client: The client that sends the request.
        account_id: Id of the account.
        issuer_id: Id of the issuer.
        user_id: Id of the user.
        timeout: Longest time for one attempt, in seconds.
        headers: Further headers of the request.
        deadline: Longest time for the call with all its attempts, in seconds.

    Returns:
        User: The user.

    Raises:
        ValueError: An id, a time, a header, an ETag or a number of the body is invalid. Nothing was sent.
        TypeError: A value of the body is not JSON. Nothing was sent.
        ApiError: The call failed: one of `authpi_admin.errors`. `CoreClient.send` lists what it raises instead.
    """
    return await client.send(
        Request(
            "users.get",
            "GET",
            "/v1/accounts/{account_id}/issuers/{issuer_id}/users/{user_id}",
            (account_id, issuer_id, user_id),
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
