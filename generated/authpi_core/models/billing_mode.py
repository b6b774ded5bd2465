"""The enum `BillingMode`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from authpi_core.model import OpenEnum


class BillingMode(StrEnum):
    """`gated`: writes require prepaid credit. `ungated`: writes continue at a negative balance."""

    GATED = "gated"
    UNGATED = "ungated"


BillingModeInput: TypeAlias = BillingMode | Literal["gated", "ungated"]
"""What a body or a filter takes: a member or its value."""

OpenBillingMode: TypeAlias = Annotated[BillingMode | str, OpenEnum(BillingMode)]
"""What a response holds: a member, or a string that this version does not know."""
