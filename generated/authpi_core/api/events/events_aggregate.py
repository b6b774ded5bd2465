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
    """Count events in total, by group or over time.

    Requires the scope `events:read` (inferred, not documented).

    Args:
        client: The client that sends the request, for example `AuthPIAdmin.core`.
        account_id: Id of the account.
        issuer_id: Only events of this issuer.
        user_id: Only events of this user.
        client_id: Only events of this client.
        event_types: Comma-separated event types, for example `user.created,user.deleted`.
        after: Only events after this time. Unix time in milliseconds.
        before: Only events before this time. Unix time in milliseconds.
        group_by: What to group the counts by. Its values are not documented.
        interval: Length of the intervals of a time series. Its values are not documented.
        count_unique: What to count distinct values of. Its values are not documented.
        timeout: Time limit of each attempt, in seconds, or an `httpx.Timeout`. Default: the client's timeout.
        headers: Additional request headers.
        deadline: Time limit of the whole call with all its attempts, in seconds. Default: the client's deadline.

    Returns:
        EventAggregate: The event aggregate.

    Raises:
        ValueError: An argument is invalid: an id, a time, a header, an ETag or a number. Nothing was sent.
        TypeError: The body cannot be encoded as JSON. Nothing was sent.
        ApiError: The request failed; `authpi_admin.errors` has a subclass for each kind of failure.
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
