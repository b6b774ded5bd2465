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

    Requires the scope `events:read` (inferred, not documented).

    Args:
        client: The client that sends the request, for example `AuthPIAdmin.core`.
        account_id: Id of the account.
        limit: Maximum number of items to return. 1 to 100; 50 by default.
        cursor: `next_cursor` of the previous page. Default: the first page.
        issuer_id: Only events of this issuer.
        user_id: Only events of this user.
        client_id: Only events of this client.
        event_types: Comma-separated event types, for example `user.created,user.deleted`.
        after: Only events after this time. Unix time in milliseconds.
        before: Only events before this time. Unix time in milliseconds.
        timeout: Time limit of each attempt, in seconds, or an `httpx.Timeout`. Default: the client's timeout.
        headers: Additional request headers.
        deadline: Time limit of the whole call with all its attempts, in seconds. Default: the client's deadline.

    Returns:
        Page[Event]: One page of items.

    Raises:
        ValueError: An argument is invalid: an id, a time, a header, an ETag or a number. Nothing was sent.
        TypeError: The body cannot be encoded as JSON. Nothing was sent.
        ApiError: The request failed; `authpi_admin.errors` has a subclass for each kind of failure.
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
