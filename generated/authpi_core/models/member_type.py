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
"""What a body or a filter takes: a member or its value."""

OpenMemberType: TypeAlias = Annotated[MemberType | str, OpenEnum(MemberType)]
"""What a response holds: a member, or a string that this version does not know."""
