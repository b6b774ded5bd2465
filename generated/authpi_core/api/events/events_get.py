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
        client: The client that sends the request.
        account_id: Id of the account.
        event_id: Id of the event.
        timeout: Longest time for one attempt, in seconds.
        headers: Further headers of the request.
        deadline: Longest time for the call with all its attempts, in seconds.

    Returns:
        Event: The event.

    Raises:
        ValueError: An id, a time, a header, an ETag or a number of the body is invalid. Nothing was sent.
        TypeError: A value of the body is not JSON. Nothing was sent.
        ApiError: The call failed: one of `authpi_admin.errors`. `CoreClient.send` lists what it raises instead.
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
