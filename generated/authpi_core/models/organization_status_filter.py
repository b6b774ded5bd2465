"""The enum `OrganizationStatusFilter`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from authpi_core.model import OpenEnum


class OrganizationStatusFilter(StrEnum):
    """Known values."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    DELETED = "deleted"


OrganizationStatusFilterInput: TypeAlias = OrganizationStatusFilter | Literal["active", "suspended", "deleted"]
"""The type in bodies and filters: a member or its value."""

OpenOrganizationStatusFilter: TypeAlias = Annotated[OrganizationStatusFilter | str, OpenEnum(OrganizationStatusFilter)]
"""The type in responses: a member, or a string for a value that this version does not know."""
