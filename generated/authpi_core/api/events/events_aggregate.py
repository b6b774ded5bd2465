"""GET /v1/accounts/{account_id}/events/aggregate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.models.event_aggregate import EventAggregate
from authpi_core.reading import one
from authpi_core.request import Request

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.types import AccountId, Headers, Timeout, UnixMilliseconds

RESULT = one(EventAggregate)


async def events_aggregate(
    client: Core,
    account_id: AccountId,
    *,
    issuer_id: str | None = None,
    user_id: str | None = None,
    client_id: str | None = None,
    event_types: str | None = None,
    after: UnixMilliseconds | float | None = None,
    before: UnixMilliseconds | float | None = None,
    group_by: str | None = None,
    interval: str | None = None,
    count_unique: str | None = None,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> EventAggregate:
    """Count events, in total, by group or over time.

    Needs the scope `events:read` (inferred).

    Args:
        client: The client that sends the request.
        account_id: The account.
        issuer_id: Filter.
        user_id: Filter.
        client_id: Filter.
        event_types: Names of event types, separated by commas.
        after: Events after this. Unix time in milliseconds.
        before: Events before this. Unix time in milliseconds.
        group_by: Filter.
        interval: Filter.
        count_unique: Filter.
        timeout: Longest time for one attempt, in seconds.
        headers: Further headers of the request.
        deadline: Longest time for the call with all its attempts, in seconds.

    Returns:
        EventAggregate: The event aggregate.

    Raises:
        ValueError: An id, a time, a header, an ETag or a number of the body is invalid. Nothing was sent.
        TypeError: A value of the body is not JSON. Nothing was sent.
        ApiError: The call failed: one of `authpi_admin.errors`. `CoreClient.send` lists what it raises instead.
    """
    return await client.send(
        Request(
            "events.aggregate",
            "GET",
            "/v1/accounts/{account_id}/events/aggregate",
            (account_id,),
            query={
                "issuer_id": issuer_id,
                "user_id": user_id,
                "client_id": client_id,
                "event_types": event_types,
                "after": after,
                "before": before,
                "group_by": group_by,
                "interval": interval,
                "count_unique": count_unique,
            },
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
