"""GET /v1/accounts/{account_id}/events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.models.event import Event
from authpi_core.reading import page
from authpi_core.request import Request

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.types import AccountId, Headers, Page, Timeout, UnixMilliseconds

RESULT = page(Event)


async def events_list(
    client: Core,
    account_id: AccountId,
    *,
    limit: int | None = None,
    cursor: str | None = None,
    issuer_id: str | None = None,
    user_id: str | None = None,
    client_id: str | None = None,
    event_types: str | None = None,
    after: UnixMilliseconds | float | None = None,
    before: UnixMilliseconds | float | None = None,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> Page[Event]:
    """List events.

    Needs the scope `events:read` (inferred).

    Args:
        client: The client that sends the request.
        account_id: Id of the account.
        limit: Maximum number of items to return, 1 to 100. Default: 50. 1 to 100; 50 by default.
        cursor: `next_cursor` of the previous page. Default: the first page.
        issuer_id: Only events of this issuer.
        user_id: Only events of this user.
        client_id: Only events of this client.
        event_types: Comma-separated event types, for example `user.created,user.deleted`.
        after: Only events after this time. Unix time in milliseconds.
        before: Only events before this time. Unix time in milliseconds.
        timeout: Longest time for one attempt, in seconds.
        headers: Further headers of the request.
        deadline: Longest time for the call with all its attempts, in seconds.

    Returns:
        Page[Event]: One page of the list.

    Raises:
        ValueError: An id, a time, a header, an ETag or a number of the body is invalid. Nothing was sent.
        TypeError: A value of the body is not JSON. Nothing was sent.
        ApiError: The call failed: one of `authpi_admin.errors`. `CoreClient.send` lists what it raises instead.
    """
    return await client.send(
        Request(
            "events.list",
            "GET",
            "/v1/accounts/{account_id}/events",
            (account_id,),
            query={
                "limit": limit,
                "cursor": cursor,
                "issuer_id": issuer_id,
                "user_id": user_id,
                "client_id": client_id,
                "event_types": event_types,
                "after": after,
                "before": before,
            },
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
