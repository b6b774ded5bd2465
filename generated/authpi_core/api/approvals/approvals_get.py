"""GET /v1/accounts/{account_id}/issuers/{issuer_id}/approvals/{user_id}."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.models.user import User
from authpi_core.reading import one
from authpi_core.request import Request

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.types import AccountId, Headers, Timeout

RESULT = one(User)


async def approvals_get(
    client: Core,
    account_id: AccountId,
    issuer_id: str,
    user_id: str,
    *,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> User:
    """Get a user pending approval.

    Requires the scope `issuers.approvals:read` (inferred, not documented).

    Args:
        client: The client that sends the request, for example `AuthPIAdmin.core`.
        account_id: Id of the account.
        issuer_id: Id of the issuer.
        user_id: Id of the user.
        timeout: Time limit of each attempt, in seconds, or an `httpx.Timeout`. Default: the client's timeout.
        headers: Additional request headers.
        deadline: Time limit of the whole call with all its attempts, in seconds. Default: the client's deadline.

    Returns:
        User: The user.

    Raises:
        ValueError: An argument is invalid: an id, a time, a header, an ETag or a number. Nothing was sent.
        TypeError: The body cannot be encoded as JSON. Nothing was sent.
        ApiError: The request failed; `authpi_admin.errors` has a subclass for each kind of failure.
    """
    return await client.send(
        Request(
            "approvals.get",
            "GET",
            "/v1/accounts/{account_id}/issuers/{issuer_id}/approvals/{user_id}",
            (account_id, issuer_id, user_id),
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
