"""The enum `InvitationStatus`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from authpi_core.model import OpenEnum


class InvitationStatus(StrEnum):
    """Known values."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    REVOKED = "revoked"
    EXPIRED = "expired"


InvitationStatusInput: TypeAlias = InvitationStatus | Literal["pending", "accepted", "declined", "revoked", "expired"]
"""The type in bodies and filters: a member or its value."""

OpenInvitationStatus: TypeAlias = Annotated[InvitationStatus | str, OpenEnum(InvitationStatus)]
"""The type in responses: a member, or a string for a value that this version does not know."""
