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
"""What a body or a filter takes: a member or its value."""

OpenInvitationStatus: TypeAlias = Annotated[InvitationStatus | str, OpenEnum(InvitationStatus)]
"""What a response holds: a member, or a string that this version does not know."""
