"""GET /v1/accounts/{account_id}/issuers/{issuer_id}/agents/{agent_id}/verifiers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.models.agent_verifier import AgentVerifier
from authpi_core.reading import page
from authpi_core.request import Request

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.types import AccountId, Headers, Page, Timeout

RESULT = page(AgentVerifier)


async def agent_verifiers_list(
    client: Core,
    account_id: AccountId,
    issuer_id: str,
    agent_id: str,
    *,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> Page[AgentVerifier]:
    """List an agent's verifiers.

    Requires the scope `issuers.agents.verifiers:read` (inferred, not documented).

    Args:
        client: The client that sends the request, for example `AuthPIAdmin.core`.
        account_id: Id of the account.
        issuer_id: Id of the issuer.
        agent_id: Id of the agent.
        timeout: Time limit of each attempt, in seconds, or an `httpx.Timeout`. Default: the client's timeout.
        headers: Additional request headers.
        deadline: Time limit of the whole call with all its attempts, in seconds. Default: the client's deadline.

    Returns:
        Page[AgentVerifier]: One page of items.

    Raises:
        ValueError: An argument is invalid: an id, a time, a header, an ETag or a number. Nothing was sent.
        TypeError: The body cannot be encoded as JSON. Nothing was sent.
        ApiError: The request failed; `authpi_admin.errors` has a subclass for each kind of failure.
    """
    return await client.send(
        Request(
            "agent_verifiers.list",
            "GET",
            "/v1/accounts/{account_id}/issuers/{issuer_id}/agents/{agent_id}/verifiers",
            (account_id, issuer_id, agent_id),
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
