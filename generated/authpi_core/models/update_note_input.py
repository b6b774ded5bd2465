"""The body UpdateNoteInput."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class UpdateNoteInput(TypedDict):
    """Changes to a note; what is absent stays."""

    content: NotRequired[str]
    """Markdown."""
    pinned: NotRequired[bool]
