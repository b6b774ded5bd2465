"""The body `UpdateNoteInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class UpdateNoteInput(TypedDict):
    """Changes to a note; what is absent stays."""

    content: NotRequired[str]
    """Markdown. At least 1 character."""
    pinned: NotRequired[bool]
