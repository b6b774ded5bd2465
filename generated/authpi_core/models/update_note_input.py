"""The body `UpdateNoteInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class UpdateNoteInput(TypedDict):
    """Changes to a note. Fields that are absent stay unchanged."""

    content: NotRequired[str]
    """Markdown. At least 1 character."""
    pinned: NotRequired[bool]
    """Whether the note is pinned."""
