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
"""What a body or a filter takes: a member or its value."""

OpenAgentVerifierType: TypeAlias = Annotated[AgentVerifierType | str, OpenEnum(AgentVerifierType)]
"""What a response holds: a member, or a string that this version does not know."""
