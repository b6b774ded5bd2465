"""The enum `MemberType`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from authpi_core.model import OpenEnum


class MemberType(StrEnum):
    """Known values."""

    USER = "user"
    AGENT = "agent"


MemberTypeInput: TypeAlias = MemberType | Literal["user", "agent"]
"""The type in bodies and filters: a member or its value."""

OpenMemberType: TypeAlias = Annotated[MemberType | str, OpenEnum(MemberType)]
"""The type in responses: a member, or a string for a value that this version does not know."""
