"""The body `CreateNoteInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class CreateNoteInput(TypedDict):
    """The note to create."""

    subject_type: "NoteSubjectTypeInput"
    """Type of the annotated resource."""
    subject_id: str
    """Id of the annotated resource."""
    issuer_id: NotRequired[str | None]
    """Id of the issuer; required for notes on users and organizations."""
    content: str
    """Markdown. At least 1 character."""
    pinned: NotRequired[bool]
    """Whether the note is pinned."""


from authpi_core.models.note_subject_type import NoteSubjectTypeInput
