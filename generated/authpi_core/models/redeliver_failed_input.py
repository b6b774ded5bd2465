"""The body `RedeliverFailedInput`."""

from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import UnixMilliseconds


class RedeliverFailedInput(TypedDict):
    """Which failed deliveries to send again.

    Its members are inferred, not documented: treat them as unverified.
    """

    after: NotRequired[UnixMilliseconds | None]
    """Deliveries created after this. Unix time in milliseconds."""
    before: NotRequired[UnixMilliseconds | None]
    """Deliveries created before this. Unix time in milliseconds."""
    event_type: NotRequired[str | None]
