"""The model NoteReference."""

from __future__ import annotations

from authpi_core.model import Model


class NoteReference(Model):
    """A resource named in a note."""

    ref_type: OpenNoteRefType
    ref_id: str
    ref_issuer_id: str | None
    created_at: int
    """When. Unix time in milliseconds."""


from authpi_core.models.note_ref_type import OpenNoteRefType
