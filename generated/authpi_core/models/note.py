"""The model `Note`."""

from __future__ import annotations

from authpi_core.model import Model


class Note(Model):
    """A note that the team keeps on a resource."""

    id: str
    account_id: str
    issuer_id: str | None
    subject_type: OpenNoteSubjectType
    subject_id: str
    content: str
    """Markdown, with `@[Name](user_id)` mentions and `[[type:id]]` references."""
    pinned: bool
    created_by: str
    updated_by: str | None
    created_at: int | float
    """When it was written. Unix time in milliseconds."""
    updated_at: int | float | None
    """When it was last changed. Unix time in milliseconds."""
    mentions: list[NoteMention] | None = None
    references: list[NoteReference] | None = None


from authpi_core.models.note_mention import NoteMention
from authpi_core.models.note_reference import NoteReference
from authpi_core.models.note_subject_type import OpenNoteSubjectType
