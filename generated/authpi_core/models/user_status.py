"""The enum `UserStatus`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from authpi_core.model import OpenEnum


class UserStatus(StrEnum):
    """`pending_approval`: an administrator must approve the user."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    DISABLED = "disabled"
    DELETED = "deleted"
    PENDING_APPROVAL = "pending_approval"
    BLOCKED = "blocked"


UserStatusInput: TypeAlias = (
    UserStatus | Literal["active", "suspended", "disabled", "deleted", "pending_approval", "blocked"]
)
"""The type in bodies and filters: a member or its value."""

OpenUserStatus: TypeAlias = Annotated[UserStatus | str, OpenEnum(UserStatus)]
"""The type in responses: a member, or a string for a value that this version does not know."""
