"""The enum `ClientStatus`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from authpi_core.model import OpenEnum


class ClientStatus(StrEnum):
    """Known values."""

    ACTIVE = "active"
    DISABLED = "disabled"
    DELETED = "deleted"


ClientStatusInput: TypeAlias = ClientStatus | Literal["active", "disabled", "deleted"]
"""The type in bodies and filters: a member or its value."""

OpenClientStatus: TypeAlias = Annotated[ClientStatus | str, OpenEnum(ClientStatus)]
"""The type in responses: a member, or a string for a value that this version does not know."""
