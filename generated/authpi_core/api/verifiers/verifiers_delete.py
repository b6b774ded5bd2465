"""DELETE /v1/accounts/{account_id}/issuers/{issuer_id}/users/{user_id}/verifiers/{verifier_id}."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.reading import NOTHING
from authpi_core.request import Request
from authpi_core.types import UNCONDITIONAL

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.types import AccountId, Headers, IfMatch, Timeout

RESULT = NOTHING


async def verifiers_delete(
    client: Core,
    account_id: AccountId,
    issuer_id: str,
    user_id: str,
    verifier_id: str,
    *,
    if_match: IfMatch = UNCONDITIONAL,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> None:
    """Remove a verifier.

    Needs the scope `issuers.users.verifiers:delete` (inferred).

    Args:
        client: The client that sends the request.
        account_id: Id of the account.
        issuer_id: Id of the issuer.
        user_id: Id of the user.
        verifier_id: Id of the verifier.
        if_match: Expected ETag of the resource. If the resource has changed since, the request fails with 412.
        timeout: Longest time for one attempt, in seconds.
        headers: Further headers of the request.
        deadline: Longest time for the call with all its attempts, in seconds.

    Raises:
        ValueError: An id, a time, a header, an ETag or a number of the body is invalid. Nothing was sent.
        TypeError: A value of the body is not JSON. Nothing was sent.
        ApiError: The call failed: one of `authpi_admin.errors`. `CoreClient.send` lists what it raises instead.
    """
    return await client.send(
        Request(
            "verifiers.delete",
            "DELETE",
            "/v1/accounts/{account_id}/issuers/{issuer_id}/users/{user_id}/verifiers/{verifier_id}",
            (account_id, issuer_id, user_id, verifier_id),
            if_match=if_match,
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
