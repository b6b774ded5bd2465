"""The enum `UsernameType`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from authpi_core.model import OpenEnum


class UsernameType(StrEnum):
    """Known values."""

    EMAIL = "email"
    UNIQUE_NAME = "unique-name"
    PHONE = "phone"


UsernameTypeInput: TypeAlias = UsernameType | Literal["email", "unique-name", "phone"]
"""What a body or a filter takes: a member or its value."""

OpenUsernameType: TypeAlias = Annotated[UsernameType | str, OpenEnum(UsernameType)]
"""What a response holds: a member, or a string that this version does not know."""
