"""The model `OrganizationMembership`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.model import Model
from authpi_core.types import Metadata
from authpi_core.units import to_datetime

if TYPE_CHECKING:
    from datetime import datetime


class OrganizationMembership(Model):
    """Membership of a user or an agent in an organization."""

    org_id: str
    """Id of the organization."""
    member_id: str
    """Id of the user or agent."""
    member_type: OpenMemberType
    """Type of the member."""
    issuer_id: str
    """Id of the issuer."""
    status: str
    """Status, for example `active` or `suspended`."""
    scopes: list[str]
    """Scopes of the membership."""
    groups: list[str] | None = None
    """Ids of the member's groups."""
    user_title: str | None
    """Title of the member."""
    metadata: Metadata | None = None
    """Key-value pairs that only administrators see."""
    joined_at: int
    """When the member joined. Unix time in milliseconds."""
    updated_at: int | None = None
    """When it was last updated; absent or null if never. Unix time in milliseconds."""

    @property
    def joined_time(self) -> datetime | None:
        """`joined_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.joined_at)

    @property
    def updated_time(self) -> datetime | None:
        """`updated_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.updated_at)


from authpi_core.models.member_type import OpenMemberType
