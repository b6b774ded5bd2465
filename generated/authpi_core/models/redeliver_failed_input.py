"""The body RedeliverFailedInput."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class RedeliverFailedInput(TypedDict):
    """Which failed deliveries to send again.

    Its members are inferred, not documented: treat them as unverified.
    """

    after: NotRequired[UnixMilliseconds | None]
    """Deliveries created after this. Unix time in milliseconds."""
    before: NotRequired[UnixMilliseconds | None]
    """Deliveries created before this. Unix time in milliseconds."""
    event_type: NotRequired[str | None]


from authpi_core.types import UnixMilliseconds
