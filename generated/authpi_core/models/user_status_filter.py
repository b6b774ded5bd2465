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
"""What a body or a filter takes: a member or its value."""

OpenUserStatusFilter: TypeAlias = Annotated[UserStatusFilter | str, OpenEnum(UserStatusFilter)]
"""What a response holds: a member, or a string that this version does not know."""
