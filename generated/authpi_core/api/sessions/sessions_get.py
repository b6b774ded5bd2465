"""GET /v1/accounts/{account_id}/issuers/{issuer_id}/sessions/{session_id}."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.models.public_session import PublicSession
from authpi_core.reading import one
from authpi_core.request import Request

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.types import AccountId, Headers, Timeout

RESULT = one(PublicSession)


async def sessions_get(
    client: Core,
    account_id: AccountId,
    issuer_id: str,
    session_id: str,
    *,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> PublicSession:
    """Get a session.

    Needs the scope `issuers.sessions:read` (inferred).

    Args:
        client: The client that sends the request.
        account_id: Id of the account.
        issuer_id: Id of the issuer.
        session_id: Id of the session.
        timeout: Longest time for one attempt, in seconds.
        headers: Further headers of the request.
        deadline: Longest time for the call with all its attempts, in seconds.

    Returns:
        PublicSession: The session.

    Raises:
        ValueError: An id, a time, a header, an ETag or a number of the body is invalid. Nothing was sent.
        TypeError: A value of the body is not JSON. Nothing was sent.
        ApiError: The call failed: one of `authpi_admin.errors`. `CoreClient.send` lists what it raises instead.
    """
    return await client.send(
        Request(
            "sessions.get",
            "GET",
            "/v1/accounts/{account_id}/issuers/{issuer_id}/sessions/{session_id}",
            (account_id, issuer_id, session_id),
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
