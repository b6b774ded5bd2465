"""The enum `PersonalTokenStatus`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from authpi_core.model import OpenEnum


class PersonalTokenStatus(StrEnum):
    """Known values."""

    ACTIVE = "active"
    BLOCKED = "blocked"
    REVOKED = "revoked"
    EXPIRED = "expired"
    SUSPENDED = "suspended"


PersonalTokenStatusInput: TypeAlias = (
    PersonalTokenStatus | Literal["active", "blocked", "revoked", "expired", "suspended"]
)
"""The type in bodies and filters: a member or its value."""

OpenPersonalTokenStatus: TypeAlias = Annotated[PersonalTokenStatus | str, OpenEnum(PersonalTokenStatus)]
"""The type in responses: a member, or a string for a value that this version does not know."""
