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
"""What a body or a filter takes: a member or its value."""

OpenSessionStatus: TypeAlias = Annotated[SessionStatus | str, OpenEnum(SessionStatus)]
"""What a response holds: a member, or a string that this version does not know."""
