"""The model `EventAggregate`."""

from __future__ import annotations

from authpi_core.model import Model
from authpi_core.types import JsonObject


class EventAggregate(Model):
    """Counts of events."""

    interval: str | None
    group_by: str | None
    buckets: list[JsonObject]
    """A bucket of the aggregation."""
