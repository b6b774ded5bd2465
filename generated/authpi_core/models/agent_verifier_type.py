"""The enum `AgentVerifierType`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from authpi_core.model import OpenEnum


class AgentVerifierType(StrEnum):
    """Known values."""

    SECRET = "secret"
    WALLET = "wallet"


AgentVerifierTypeInput: TypeAlias = AgentVerifierType | Literal["secret", "wallet"]
"""The type in bodies and filters: a member or its value."""

OpenAgentVerifierType: TypeAlias = Annotated[AgentVerifierType | str, OpenEnum(AgentVerifierType)]
"""The type in responses: a member, or a string for a value that this version does not know."""
