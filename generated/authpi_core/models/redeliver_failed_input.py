"""The body `RedeliverFailedInput`."""

from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import UnixMilliseconds


class RedeliverFailedInput(TypedDict):
    """Selection of the failed deliveries to redeliver.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    after: NotRequired[UnixMilliseconds | None]
    """Only deliveries created after this time. Unix time in milliseconds."""
    before: NotRequired[UnixMilliseconds | None]
    """Only deliveries created before this time. Unix time in milliseconds."""
    event_type: NotRequired[str | None]
    """Only deliveries of this event type."""
