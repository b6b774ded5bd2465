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
"""What a body or a filter takes: a member or its value."""

OpenOrganizationStatusFilter: TypeAlias = Annotated[OrganizationStatusFilter | str, OpenEnum(OrganizationStatusFilter)]
"""What a response holds: a member, or a string that this version does not know."""
