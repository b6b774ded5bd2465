"""The enum `OrganizationType`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from authpi_core.model import OpenEnum


class OrganizationType(StrEnum):
    """Known values."""

    BUSINESS = "business"
    CHARITY = "charity"
    PUBLIC_SECTOR = "public_sector"
    DEFAULT = "default"


OrganizationTypeInput: TypeAlias = OrganizationType | Literal["business", "charity", "public_sector", "default"]
"""The type in bodies and filters: a member or its value."""

OpenOrganizationType: TypeAlias = Annotated[OrganizationType | str, OpenEnum(OrganizationType)]
"""The type in responses: a member, or a string for a value that this version does not know."""
