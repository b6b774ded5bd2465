"""The body `UpdateIssuerInput`."""

from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import Metadata


class UpdateIssuerInput(TypedDict):
    """Changes to an issuer. Fields that are absent stay unchanged."""

    name: NotRequired[str]
    """At least 1 character."""
    description: NotRequired[str | None]
    """Markdown."""
    links: NotRequired["IssuerLinksInput | None"]
    available_scopes: NotRequired[list[str]]
    status: NotRequired[str]
    status_reason: NotRequired[str]
    """Reason for the status change. At most 1000 characters."""
    status_by: NotRequired[str]
    """Author of the status change. At most 200 characters."""
    settings: NotRequired["IssuerSettingsInput"]
    metadata: NotRequired[Metadata]


from authpi_core.models.issuer_links_input import IssuerLinksInput
from authpi_core.models.issuer_settings_input import IssuerSettingsInput
