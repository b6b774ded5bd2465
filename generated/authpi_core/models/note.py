"""The model `Note`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.model import Model
from authpi_core.units import to_datetime

if TYPE_CHECKING:
    from datetime import datetime


class Note(Model):
    """A note on a resource."""

    id: str
    """Id of the note."""
    account_id: str
    """Id of the account."""
    issuer_id: str | None
    """Id of the issuer."""
    subject_type: OpenNoteSubjectType
    """Type of the annotated resource."""
    subject_id: str
    """Id of the annotated resource."""
    content: str
    """Markdown, with `@[Name](user_id)` mentions and `[[type:id]]` references."""
    pinned: bool
    """Whether the note is pinned."""
    created_by: str
    """Author of the note."""
    updated_by: str | None
    """Author of the last update."""
    created_at: int | float
    """When it was created. Unix time in milliseconds."""
    updated_at: int | float | None
    """When it was last updated. Unix time in milliseconds."""
    mentions: list[NoteMention] | None = None
    """Users that the note mentions."""
    references: list[NoteReference] | None = None
    """Resources that the note refers to."""

    @property
    def created_time(self) -> datetime | None:
        """`created_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.created_at)

    @property
    def updated_time(self) -> datetime | None:
        """`updated_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.updated_at)


from authpi_core.models.note_mention import NoteMention
from authpi_core.models.note_reference import NoteReference
from authpi_core.models.note_subject_type import OpenNoteSubjectType
