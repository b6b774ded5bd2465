"""The enum `NoteRefType`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from authpi_core.model import OpenEnum


class NoteRefType(StrEnum):
    """Type of a resource that a note refers to."""

    USER = "user"
    ORG = "org"
    ISSUER = "issuer"
    CLIENT = "client"
    WEBHOOK = "webhook"
    API_KEY = "api_key"


NoteRefTypeInput: TypeAlias = NoteRefType | Literal["user", "org", "issuer", "client", "webhook", "api_key"]
"""The type in bodies and filters: a member or its value."""

OpenNoteRefType: TypeAlias = Annotated[NoteRefType | str, OpenEnum(NoteRefType)]
"""The type in responses: a member, or a string for a value that this version does not know."""
