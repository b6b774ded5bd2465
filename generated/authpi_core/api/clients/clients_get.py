"""GET /v1/accounts/{account_id}/issuers/{issuer_id}/clients/{client_id}."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.models.client import Client
from authpi_core.reading import one
from authpi_core.request import Request

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.types import AccountId, Headers, Timeout

RESULT = one(Client)


async def clients_get(
    client: Core,
    account_id: AccountId,
    issuer_id: str,
    client_id: str,
    *,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> Client:
    """Get a client.

    Needs the scope `issuers.clients:read` (inferred).

    Args:
        client: The client that sends the request.
        account_id: Id of the account.
        issuer_id: Id of the issuer.
        client_id: Id of the client.
        timeout: Longest time for one attempt, in seconds.
        headers: Further headers of the request.
        deadline: Longest time for the call with all its attempts, in seconds.

    Returns:
        Client: The client.

    Raises:
        ValueError: An id, a time, a header, an ETag or a number of the body is invalid. Nothing was sent.
        TypeError: A value of the body is not JSON. Nothing was sent.
        ApiError: The call failed: one of `authpi_admin.errors`. `CoreClient.send` lists what it raises instead.
    """
    return await client.send(
        Request(
            "clients.get",
            "GET",
            "/v1/accounts/{account_id}/issuers/{issuer_id}/clients/{client_id}",
            (account_id, issuer_id, client_id),
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
