"""The enum `SessionType`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from authpi_core.model import OpenEnum


class SessionType(StrEnum):
    """`op`: single sign-on session at the issuer. `rp`: session of one client."""

    OP = "op"
    RP = "rp"


SessionTypeInput: TypeAlias = SessionType | Literal["op", "rp"]
"""The type in bodies and filters: a member or its value."""

OpenSessionType: TypeAlias = Annotated[SessionType | str, OpenEnum(SessionType)]
"""The type in responses: a member, or a string for a value that this version does not know."""
