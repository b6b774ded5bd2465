"""The model `OrganizationListItem`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.model import Model
from authpi_core.units import to_datetime

if TYPE_CHECKING:
    from datetime import datetime


class OrganizationListItem(Model):
    """An organization, as returned in lists."""

    id: str
    """Id of the organization."""
    issuer_id: str
    """Id of the issuer."""
    name: str | None
    """Name of the organization."""
    logo_url: str | None
    """URL of the logo."""
    status: OpenOrganizationStatus
    """Status of the organization."""
    org_type: OpenOrganizationType
    """Type of the organization."""
    stats: OrganizationStats | None = None
    """Statistics of the organization."""
    sso: OrganizationSso | None = None
    """Single sign-on of the organization."""
    security: OrganizationSecurity | None = None
    """Security policy of the organization."""
    scopes: list[str] | None = None
    """Scopes available in the organization."""
    invitation_enabled: bool | None = None
    """Whether members may be invited."""
    max_members: int | None = None
    """Maximum number of members. At least 1."""
    default_member_scopes: list[str] | None = None
    """Scopes of new members."""
    created_at: int
    """When it was created. Unix time in milliseconds."""
    updated_at: int | None = None
    """When it was last updated; absent or null if never. Unix time in milliseconds."""

    @property
    def created_time(self) -> datetime | None:
        """`created_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.created_at)

    @property
    def updated_time(self) -> datetime | None:
        """`updated_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.updated_at)


from authpi_core.models.organization_security import OrganizationSecurity
from authpi_core.models.organization_sso import OrganizationSso
from authpi_core.models.organization_stats import OrganizationStats
from authpi_core.models.organization_status import OpenOrganizationStatus
from authpi_core.models.organization_type import OpenOrganizationType
