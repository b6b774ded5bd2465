"""The model `Organization`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.model import Model
from authpi_core.types import JsonObject, Metadata
from authpi_core.units import to_datetime

if TYPE_CHECKING:
    from datetime import datetime


class Organization(Model):
    """A group of users and agents with its own scopes, policy and credentials."""

    id: str
    """Starts with `org_`."""
    issuer_id: str
    """Id of the issuer."""
    status: OpenOrganizationStatus
    """Status of the organization."""
    name: str | None
    """Name of the organization."""
    description: str | None
    """Markdown."""
    logo_url: str | None
    """URL of the logo."""
    org_type: OpenOrganizationType
    """Type of the organization."""
    status_at: int | None = None
    """When the status last changed. Unix time in milliseconds."""
    status_reason: str | None = None
    """Reason for the last status change. At most 1000 characters."""
    status_by: str | None = None
    """Author of the last status change. At most 200 characters."""
    max_members: int | None = None
    """Maximum number of members. At least 1."""
    default_member_scopes: list[str] | None = None
    """Scopes of new members."""
    invitation_enabled: bool | None = None
    """Whether members may be invited."""
    invitation_message: str | None = None
    """Message that invitations include."""
    address: Address | None = None
    """Postal address."""
    business_details: BusinessDetails | None = None
    """Legal details of the organization."""
    contact: OrganizationContact | None = None
    """Contact details of the organization."""
    social_links: list[JsonObject] | None = None
    """A link to a social media profile."""
    scopes: list[str] | None = None
    """Scopes available in the organization."""
    security: OrganizationSecurity | None = None
    """Security policy of the organization."""
    sso: OrganizationSso | None = None
    """Single sign-on of the organization."""
    custom_fields: JsonObject | None = None
    """Values of custom fields, visible to members."""
    stats: OrganizationStats | None = None
    """Statistics of the organization."""
    metadata: Metadata | None = None
    """Key-value pairs that only administrators see."""
    created_at: int
    """When it was created. Unix time in milliseconds."""
    updated_at: int | None = None
    """When it was last updated; absent or null if never. Unix time in milliseconds."""

    @property
    def status_time(self) -> datetime | None:
        """`status_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.status_at)

    @property
    def created_time(self) -> datetime | None:
        """`created_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.created_at)

    @property
    def updated_time(self) -> datetime | None:
        """`updated_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.updated_at)


from authpi_core.models.address import Address
from authpi_core.models.business_details import BusinessDetails
from authpi_core.models.organization_contact import OrganizationContact
from authpi_core.models.organization_security import OrganizationSecurity
from authpi_core.models.organization_sso import OrganizationSso
from authpi_core.models.organization_stats import OrganizationStats
from authpi_core.models.organization_status import OpenOrganizationStatus
from authpi_core.models.organization_type import OpenOrganizationType
