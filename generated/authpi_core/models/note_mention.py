"""The model `NoteMention`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.model import Model
from authpi_core.units import to_datetime

if TYPE_CHECKING:
    from datetime import datetime


class NoteMention(Model):
    """A team member mentioned in a note."""

    mentioned_user_id: str
    """Id of the mentioned user."""
    created_at: int
    """When it was created. Unix time in milliseconds."""

    @property
    def created_time(self) -> datetime | None:
        """`created_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.created_at)
