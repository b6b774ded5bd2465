"""The model NoteMention."""

from __future__ import annotations

from authpi_core.model import Model


class NoteMention(Model):
    """A team member named in a note."""

    mentioned_user_id: str
    created_at: int
    """When. Unix time in milliseconds."""
