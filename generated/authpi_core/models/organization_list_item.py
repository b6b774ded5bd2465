"""The model OrganizationListItem."""

from __future__ import annotations

from authpi_core.model import Model


class OrganizationListItem(Model):
    """An organization as it stands in a list."""

    id: str
    issuer_id: str
    name: str | None
    logo_url: str | None
    status: OpenOrganizationStatus
    org_type: OpenOrganizationType
    stats: OrganizationStats | None = None
    sso: OrganizationSso | None = None
    security: OrganizationSecurity | None = None
    scopes: list[str] | None = None
    """Scopes available in the organization."""
    invitation_enabled: bool | None = None
    """Whether members may be invited."""
    max_members: int | None = None
    """Largest number of members allowed."""
    default_member_scopes: list[str] | None = None
    """Scopes that a new member gets."""
    created_at: int
    """When it was created. Unix time in milliseconds."""
    updated_at: int | None = None
    """When it was last changed; absent or null if never. Unix time in milliseconds."""


from authpi_core.models.organization_security import OrganizationSecurity
from authpi_core.models.organization_sso import OrganizationSso
from authpi_core.models.organization_stats import OrganizationStats
from authpi_core.models.organization_status import OpenOrganizationStatus
from authpi_core.models.organization_type import OpenOrganizationType
