"""GET /v1/accounts/{account_id}/events/{event_id}."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.models.event import Event
from authpi_core.reading import one
from authpi_core.request import Request

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.types import AccountId, Headers, Timeout

RESULT = one(Event)


async def events_get(
    client: Core,
    account_id: AccountId,
    event_id: str,
    *,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> Event:
    """Get an event.

    Needs the scope `events:read` (inferred).

    Args:
        client: The client to send with.
        account_id: The account.
        event_id: The event.
        timeout: Longest time for one attempt, in seconds.
        headers: Further headers.
        deadline: Longest time for the call with all its attempts, in seconds.

    Returns:
        What the API answers.

    Raises:
        ValueError: An id, a time, a header or an ETag cannot be sent, and nothing was.
        TypeError: The body is no JSON, and nothing was sent.
        Exception: The call did not succeed: an `ApiError` with the client of `authpi_admin`.
    """
    return await client.send(
        Request(
            "events.get",
            "GET",
            "/v1/accounts/{account_id}/events/{event_id}",
            (account_id, event_id),
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
