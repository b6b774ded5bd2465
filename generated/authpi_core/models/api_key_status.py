"""The enum `ApiKeyStatus`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from authpi_core.model import OpenEnum


class ApiKeyStatus(StrEnum):
    """`blocked` is reversible, `revoked` is permanent."""

    ACTIVE = "active"
    BLOCKED = "blocked"
    REVOKED = "revoked"
    EXPIRED = "expired"
    SUSPENDED = "suspended"


ApiKeyStatusInput: TypeAlias = ApiKeyStatus | Literal["active", "blocked", "revoked", "expired", "suspended"]
"""What a body or a filter takes: a member or its value."""

OpenApiKeyStatus: TypeAlias = Annotated[ApiKeyStatus | str, OpenEnum(ApiKeyStatus)]
"""What a response holds: a member, or a string that this version does not know."""
