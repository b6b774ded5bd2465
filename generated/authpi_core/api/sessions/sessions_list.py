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

    Needs the scope `issuers.users.sessions:read` (inferred).

    Args:
        client: The client that sends the request.
        account_id: Id of the account.
        issuer_id: Id of the issuer.
        user_id: Id of the user.
        status: Only sessions with this status.
        timeout: Longest time for one attempt, in seconds.
        headers: Further headers of the request.
        deadline: Longest time for the call with all its attempts, in seconds.

    Returns:
        Page[PublicSession]: One page of the list.

    Raises:
        ValueError: An id, a time, a header, an ETag or a number of the body is invalid. Nothing was sent.
        TypeError: A value of the body is not JSON. Nothing was sent.
        ApiError: The call failed: one of `authpi_admin.errors`. `CoreClient.send` lists what it raises instead.
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
