"""The enum `AgentStatus`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from authpi_core.model import OpenEnum


class AgentStatus(StrEnum):
    """Known values."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    BLOCKED = "blocked"


AgentStatusInput: TypeAlias = AgentStatus | Literal["active", "suspended", "blocked"]
"""The type in bodies and filters: a member or its value."""

OpenAgentStatus: TypeAlias = Annotated[AgentStatus | str, OpenEnum(AgentStatus)]
"""The type in responses: a member, or a string for a value that this version does not know."""
