"""GET /v1/accounts/{account_id}/issuers/{issuer_id}/users/{user_id}/sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.models.public_session import PublicSession
from authpi_core.reading import page
from authpi_core.request import Request

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.models.session_status import SessionStatusInput
    from authpi_core.types import AccountId, Headers, Page, Timeout

RESULT = page(PublicSession)


async def sessions_list(
    client: Core,
    account_id: AccountId,
    issuer_id: str,
    user_id: str,
    *,
    status: SessionStatusInput | None = None,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> Page[PublicSession]:
    """List a user's sessions.

    Requires the scope `issuers.users.sessions:read` (inferred, not documented).

    Args:
        client: The client that sends the request, for example `AuthPIAdmin.core`.
        account_id: Id of the account.
        issuer_id: Id of the issuer.
        user_id: Id of the user.
        status: Only sessions with this status.
        timeout: Time limit of each attempt, in seconds, or an `httpx.Timeout`. Default: the client's timeout.
        headers: Additional request headers.
        deadline: Time limit of the whole call with all its attempts, in seconds. Default: the client's deadline.

    Returns:
        Page[PublicSession]: One page of items.

    Raises:
        ValueError: An argument is invalid: an id, a time, a header, an ETag or a number. Nothing was sent.
        TypeError: The body cannot be encoded as JSON. Nothing was sent.
        ApiError: The request failed; `authpi_admin.errors` has a subclass for each kind of failure.
    """
    return await client.send(
        Request(
            "sessions.list",
            "GET",
            "/v1/accounts/{account_id}/issuers/{issuer_id}/users/{user_id}/sessions",
            (account_id, issuer_id, user_id),
            query={"status": status},
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
