"""DELETE /v1/accounts/{account_id}/issuers/{issuer_id}."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.reading import NOTHING
from authpi_core.request import Request
from authpi_core.types import UNCONDITIONAL

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.types import AccountId, Headers, IfMatch, Timeout

RESULT = NOTHING


async def issuers_delete(
    client: Core,
    account_id: AccountId,
    issuer_id: str,
    *,
    if_match: IfMatch = UNCONDITIONAL,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> None:
    """Delete an issuer.

    Requires the scope `issuers:delete` (inferred, not documented).

    Args:
        client: The client that sends the request, for example `AuthPIAdmin.core`.
        account_id: Id of the account.
        issuer_id: Id of the issuer.
        if_match: Expected ETag of the resource. If the resource has changed since, the request fails with 412.
            You can also pass a model; rows of lists have no ETag.
        timeout: Time limit of each attempt, in seconds, or an `httpx.Timeout`. Default: the client's timeout.
        headers: Additional request headers.
        deadline: Time limit of the whole call with all its attempts, in seconds. Default: the client's deadline.

    Raises:
        ValueError: An argument is invalid: an id, a time, a header, an ETag or a number. Nothing was sent.
        TypeError: The body cannot be encoded as JSON. Nothing was sent.
        ApiError: The request failed; `authpi_admin.errors` has a subclass for each kind of failure.
    """
    return await client.send(
        Request(
            "issuers.delete",
            "DELETE",
            "/v1/accounts/{account_id}/issuers/{issuer_id}",
            (account_id, issuer_id),
            if_match=if_match,
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
