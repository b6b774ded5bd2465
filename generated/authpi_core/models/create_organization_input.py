"""The body `CreateOrganizationInput`."""

from collections.abc import Sequence
from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import JsonObject, Metadata


class CreateOrganizationInput(TypedDict):
    """A new organization."""

    name: str
    """At least 1 character."""
    description: NotRequired[str | None]
    """Markdown."""
    logo_url: NotRequired[str | None]
    org_type: NotRequired["OrganizationTypeInput"]
    max_members: NotRequired[int | None]
    """Largest number of members allowed. At least 1."""
    default_member_scopes: NotRequired[list[str] | None]
    """Scopes that a new member gets."""
    invitation_enabled: NotRequired[bool | None]
    """Whether members may be invited."""
    invitation_message: NotRequired[str | None]
    """Text added to invitations."""
    address: NotRequired["AddressInput | None"]
    business_details: NotRequired["BusinessDetailsInput | None"]
    contact: NotRequired["OrganizationContactInput | None"]
    social_links: NotRequired[Sequence[JsonObject] | None]
    """A link to a profile elsewhere."""
    scopes: NotRequired[list[str] | None]
    """Scopes available in the organization."""
    security: NotRequired["OrganizationSecurityInput | None"]
    sso: NotRequired["OrganizationSsoInput | None"]
    custom_fields: NotRequired[JsonObject | None]
    """Values of the custom fields; visible to members."""
    metadata: NotRequired[Metadata]


from authpi_core.models.address_input import AddressInput
from authpi_core.models.business_details_input import BusinessDetailsInput
from authpi_core.models.organization_contact_input import OrganizationContactInput
from authpi_core.models.organization_security_input import OrganizationSecurityInput
from authpi_core.models.organization_sso_input import OrganizationSsoInput
from authpi_core.models.organization_type import OrganizationTypeInput
