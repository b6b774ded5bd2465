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
"""The type in bodies and filters: a member or its value."""

OpenBillingMode: TypeAlias = Annotated[BillingMode | str, OpenEnum(BillingMode)]
"""The type in responses: a member, or a string for a value that this version does not know."""
