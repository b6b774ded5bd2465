"""The body `UpdateIssuerInput`."""

from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import Metadata


class UpdateIssuerInput(TypedDict):
    """Changes to an issuer. Fields that are absent stay unchanged.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    name: NotRequired[str]
    """Name of the issuer. At least 1 character."""
    description: NotRequired[str | None]
    """Markdown."""
    links: NotRequired["IssuerLinksInput | None"]
    """Public links that users see."""
    available_scopes: NotRequired[list[str]]
    """Scopes that the issuer's applications may use."""
    status: NotRequired[str]
    """Status of the issuer."""
    status_reason: NotRequired[str]
    """Reason for the status change. At most 1000 characters."""
    status_by: NotRequired[str]
    """Author of the status change. At most 200 characters."""
    settings: NotRequired["IssuerSettingsInput"]
    """Settings of the issuer."""
    metadata: NotRequired[Metadata]
    """Key-value pairs that only administrators see."""


from authpi_core.models.issuer_links_input import IssuerLinksInput
from authpi_core.models.issuer_settings_input import IssuerSettingsInput
