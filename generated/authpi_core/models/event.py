"""The model `Event`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.model import Model
from authpi_core.types import JsonObject
from authpi_core.units import to_datetime

if TYPE_CHECKING:
    from datetime import datetime


class Event(Model):
    """An entry of the audit log."""

    spec: str
    """Version of the event format."""
    id: str
    """Starts with `evt_`."""
    trace: str | None = None
    """Trace id that the events of one request share."""
    type: str
    """For example `user.created`."""
    source: str
    """For example `com.authpi/v1`."""
    trigger: str | None = None
    """What triggered the event."""
    auth: JsonObject | None = None
    """User, client or system that caused the event."""
    subject: EventSubject | None = None
    """Resource that the event is about."""
    timestamp: int | float
    """When it happened. Unix time in milliseconds."""
    data: JsonObject | None = None
    """Details; their structure depends on the event type."""

    @property
    def timestamp_time(self) -> datetime | None:
        """`timestamp` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.timestamp)


from authpi_core.models.event_subject import EventSubject
