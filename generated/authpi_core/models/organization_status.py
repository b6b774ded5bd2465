"""The enum `OrganizationStatus`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from authpi_core.model import OpenEnum


class OrganizationStatus(StrEnum):
    """`suspended` is reversible: new tokens omit the organization, and its invitations are frozen."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    DELETING = "deleting"
    DELETED = "deleted"


OrganizationStatusInput: TypeAlias = OrganizationStatus | Literal["active", "suspended", "deleting", "deleted"]
"""The type in bodies and filters: a member or its value."""

OpenOrganizationStatus: TypeAlias = Annotated[OrganizationStatus | str, OpenEnum(OrganizationStatus)]
"""The type in responses: a member, or a string for a value that this version does not know."""
