"""The enum `NoteSubjectType`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from authpi_core.model import OpenEnum


class NoteSubjectType(StrEnum):
    """Type of a resource that can have notes."""

    USER = "user"
    ORG = "org"
    ISSUER = "issuer"
    CLIENT = "client"
    AGENT = "agent"


NoteSubjectTypeInput: TypeAlias = NoteSubjectType | Literal["user", "org", "issuer", "client", "agent"]
"""The type in bodies and filters: a member or its value."""

OpenNoteSubjectType: TypeAlias = Annotated[NoteSubjectType | str, OpenEnum(NoteSubjectType)]
"""The type in responses: a member, or a string for a value that this version does not know."""
