"""The model OrganizationMembership."""

from __future__ import annotations

from authpi_core.model import Model
from authpi_core.types import Metadata


class OrganizationMembership(Model):
    """Membership of a user or an agent in an organization."""

    org_id: str
    member_id: str
    member_type: OpenMemberType
    issuer_id: str
    status: str
    """For example `active` or `suspended`."""
    scopes: list[str]
    groups: list[str] | None = None
    """Ids of groups."""
    user_title: str | None
    metadata: Metadata | None = None
    joined_at: int
    """When it began. Unix time in milliseconds."""
    updated_at: int | None = None
    """When it was last changed; absent or null if never. Unix time in milliseconds."""


from authpi_core.models.member_type import OpenMemberType
