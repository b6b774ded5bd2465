"""The enum `UserStatusFilter`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from authpi_core.model import OpenEnum


class UserStatusFilter(StrEnum):
    """`approvals.list` returns users pending approval."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    DISABLED = "disabled"
    DELETED = "deleted"


UserStatusFilterInput: TypeAlias = UserStatusFilter | Literal["active", "suspended", "disabled", "deleted"]
"""The type in bodies and filters: a member or its value."""

OpenUserStatusFilter: TypeAlias = Annotated[UserStatusFilter | str, OpenEnum(UserStatusFilter)]
"""The type in responses: a member, or a string for a value that this version does not know."""
