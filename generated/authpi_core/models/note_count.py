"""The model `NoteCount`."""

from __future__ import annotations

from authpi_core.model import Model


class NoteCount(Model):
    """Number of notes."""

    count: int
    """Number of notes. At least 0."""
