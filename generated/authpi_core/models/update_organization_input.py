"""The body `UpdateOrganizationInput`."""

from collections.abc import Sequence
from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import JsonObject, Metadata


class UpdateOrganizationInput(TypedDict):
    """Changes to an organization. Fields that are absent stay unchanged."""

    name: NotRequired[str | None]
    """Name of the organization."""
    description: NotRequired[str | None]
    """Markdown."""
    logo_url: NotRequired[str | None]
    """URL of the logo."""
    org_type: NotRequired["OrganizationTypeInput"]
    """Type of the organization."""
    status: NotRequired["OrganizationStatusInput"]
    """Status of the organization."""
    status_reason: NotRequired[str]
    """Reason for the status change. At most 1000 characters."""
    status_by: NotRequired[str]
    """Author of the status change. At most 200 characters."""
    max_members: NotRequired[int | None]
    """Maximum number of members. At least 1. Inferred, not documented."""
    default_member_scopes: NotRequired[list[str] | None]
    """Scopes of new members. Inferred, not documented."""
    invitation_enabled: NotRequired[bool | None]
    """Whether members may be invited. Inferred, not documented."""
    invitation_message: NotRequired[str | None]
    """Message that invitations include. Inferred, not documented."""
    address: NotRequired["AddressInput | None"]
    """Postal address."""
    business_details: NotRequired["BusinessDetailsInput | None"]
    """Legal details of the organization."""
    contact: NotRequired["OrganizationContactInput | None"]
    """Contact details of the organization."""
    social_links: NotRequired[Sequence[JsonObject] | None]
    """A link to a social media profile. Inferred, not documented."""
    scopes: NotRequired[list[str] | None]
    """Scopes available in the organization. Inferred, not documented."""
    security: NotRequired["OrganizationSecurityInput | None"]
    """Security policy of the organization. Inferred, not documented."""
    sso: NotRequired["OrganizationSsoInput | None"]
    """Single sign-on of the organization. Inferred, not documented."""
    custom_fields: NotRequired[JsonObject | None]
    """Values of custom fields, visible to members. Inferred, not documented."""
    metadata: NotRequired[Metadata]
    """Key-value pairs that only administrators see."""


from authpi_core.models.address_input import AddressInput
from authpi_core.models.business_details_input import BusinessDetailsInput
from authpi_core.models.organization_contact_input import OrganizationContactInput
from authpi_core.models.organization_security_input import OrganizationSecurityInput
from authpi_core.models.organization_sso_input import OrganizationSsoInput
from authpi_core.models.organization_status import OrganizationStatusInput
from authpi_core.models.organization_type import OrganizationTypeInput
