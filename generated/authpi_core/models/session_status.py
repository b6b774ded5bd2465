"""The enum `SessionStatus`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from authpi_core.model import OpenEnum


class SessionStatus(StrEnum):
    """`suspended` is reversible; `revoked` and `expired` are final."""

    INACTIVE = "inactive"
    ACTIVE = "active"
    EXPIRED = "expired"
    REVOKED = "revoked"
    SUSPENDED = "suspended"


SessionStatusInput: TypeAlias = SessionStatus | Literal["inactive", "active", "expired", "revoked", "suspended"]
"""The type in bodies and filters: a member or its value."""

OpenSessionStatus: TypeAlias = Annotated[SessionStatus | str, OpenEnum(SessionStatus)]
"""The type in responses: a member, or a string for a value that this version does not know."""
