"""The model `EventAggregate`."""

from __future__ import annotations

from authpi_core.model import Model
from authpi_core.types import JsonObject


class EventAggregate(Model):
    """Counts of events."""

    interval: str | None
    """Interval of the aggregation."""
    group_by: str | None
    """What the events are grouped by."""
    buckets: list[JsonObject]
    """A bucket of the aggregation."""
