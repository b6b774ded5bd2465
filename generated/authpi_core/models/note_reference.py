"""The model `NoteReference`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.model import Model
from authpi_core.units import to_datetime

if TYPE_CHECKING:
    from datetime import datetime


class NoteReference(Model):
    """A reference from a note to a resource."""

    ref_type: OpenNoteRefType
    """Type of the referenced resource."""
    ref_id: str
    """Id of the referenced resource."""
    ref_issuer_id: str | None
    """Id of the issuer of the referenced resource."""
    created_at: int
    """When it was created. Unix time in milliseconds."""

    @property
    def created_time(self) -> datetime | None:
        """`created_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.created_at)


from authpi_core.models.note_ref_type import OpenNoteRefType
