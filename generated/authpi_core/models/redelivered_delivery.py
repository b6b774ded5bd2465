"""The model `RedeliveredDelivery`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.model import Model
from authpi_core.units import to_datetime

if TYPE_CHECKING:
    from datetime import datetime


class RedeliveredDelivery(Model):
    """A delivery after one further attempt."""

    id: str
    """Id of the delivery."""
    webhook_id: str
    """Id of the webhook."""
    event_id: str
    """Id of the event."""
    event_type: str
    """Type of the event."""
    status: str
    """Status of the delivery."""
    attempt_count: int
    """Number of attempts. At least 0."""
    first_attempted_at: int | None
    """When the first attempt was made. Unix time in milliseconds."""
    last_attempted_at: int | None
    """When the last attempt was made. Unix time in milliseconds."""
    next_attempt_at: int | None
    """When the next attempt is due. Unix time in milliseconds."""
    retry_workflow_id: str | None
    """Id of the retry workflow."""
    attempt_budget: int | None
    """Maximum number of attempts."""
    last_error: str | None
    """Error of the last attempt."""
    last_response_status: int | None
    """HTTP status of the last response."""
    created_at: int
    """When it was created. Unix time in milliseconds."""
    updated_at: int | None
    """When it was last updated. Unix time in milliseconds."""
    success: bool
    """Whether this attempt succeeded."""

    @property
    def first_attempted_time(self) -> datetime | None:
        """`first_attempted_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.first_attempted_at)

    @property
    def last_attempted_time(self) -> datetime | None:
        """`last_attempted_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.last_attempted_at)

    @property
    def next_attempt_time(self) -> datetime | None:
        """`next_attempt_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.next_attempt_at)

    @property
    def created_time(self) -> datetime | None:
        """`created_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.created_at)

    @property
    def updated_time(self) -> datetime | None:
        """`updated_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.updated_at)
