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
"""The type in bodies and filters: a member or its value."""

OpenUsernameType: TypeAlias = Annotated[UsernameType | str, OpenEnum(UsernameType)]
"""The type in responses: a member, or a string for a value that this version does not know."""
