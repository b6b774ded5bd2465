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
"""The type in bodies and filters: a member or its value."""

OpenApiKeyStatus: TypeAlias = Annotated[ApiKeyStatus | str, OpenEnum(ApiKeyStatus)]
"""The type in responses: a member, or a string for a value that this version does not know."""
