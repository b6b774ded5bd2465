"""GET /v1/accounts/{account_id}/issuers/{issuer_id}/auth-methods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.models.issuer_auth_method import IssuerAuthMethod
from authpi_core.reading import page
from authpi_core.request import Request

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.types import AccountId, Headers, Page, Timeout

RESULT = page(IssuerAuthMethod)


async def auth_methods_list(
    client: Core,
    account_id: AccountId,
    issuer_id: str,
    *,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> Page[IssuerAuthMethod]:
    """List authentication methods.

    Needs the scope `issuers.auth-methods:read` (inferred).

    Args:
        client: The client that sends the request.
        account_id: Id of the account.
        issuer_id: Id of the issuer.
        timeout: Longest time for one attempt, in seconds.
        headers: Further headers of the request.
        deadline: Longest time for the call with all its attempts, in seconds.

    Returns:
        Page[IssuerAuthMethod]: One page of the list.

    Raises:
        ValueError: An id, a time, a header, an ETag or a number of the body is invalid. Nothing was sent.
        TypeError: A value of the body is not JSON. Nothing was sent.
        ApiError: The call failed: one of `authpi_admin.errors`. `CoreClient.send` lists what it raises instead.
    """
    return await client.send(
        Request(
            "auth_methods.list",
            "GET",
            "/v1/accounts/{account_id}/issuers/{issuer_id}/auth-methods",
            (account_id, issuer_id),
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
