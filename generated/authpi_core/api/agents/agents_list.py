"""GET /v1/accounts/{account_id}/issuers/{issuer_id}/agents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.models.agent import Agent
from authpi_core.reading import page
from authpi_core.request import Request

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.models.agent_status import AgentStatusInput
    from authpi_core.types import AccountId, Headers, Page, Timeout

RESULT = page(Agent)


async def agents_list(
    client: Core,
    account_id: AccountId,
    issuer_id: str,
    *,
    limit: int | None = None,
    cursor: str | None = None,
    status: AgentStatusInput | None = None,
    model: str | None = None,
    provider: str | None = None,
    has_verifiers: bool | None = None,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> Page[Agent]:
    """List agents.

    Requires the scope `issuers.agents:read` (inferred, not documented).

    Args:
        client: The client that sends the request, for example `AuthPIAdmin.core`.
        account_id: Id of the account.
        issuer_id: Id of the issuer.
        limit: Maximum number of items to return. 1 to 100; 50 by default.
        cursor: `next_cursor` of the previous page. Default: the first page.
        status: Only agents with this status.
        model: Only agents with exactly this model.
        provider: Only agents with exactly this provider.
        has_verifiers: Only agents with, or without, verifiers.
        timeout: Time limit of each attempt, in seconds, or an `httpx.Timeout`. Default: the client's timeout.
        headers: Additional request headers.
        deadline: Time limit of the whole call with all its attempts, in seconds. Default: the client's deadline.

    Returns:
        Page[Agent]: One page of items.

    Raises:
        ValueError: An argument is invalid: an id, a time, a header, an ETag or a number. Nothing was sent.
        TypeError: The body cannot be encoded as JSON. Nothing was sent.
        ApiError: The request failed; `authpi_admin.errors` has a subclass for each kind of failure.
    """
    return await client.send(
        Request(
            "agents.list",
            "GET",
            "/v1/accounts/{account_id}/issuers/{issuer_id}/agents",
            (account_id, issuer_id),
            query={
                "limit": limit,
                "cursor": cursor,
                "status": status,
                "model": model,
                "provider": provider,
                "has_verifiers": has_verifiers,
            },
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
