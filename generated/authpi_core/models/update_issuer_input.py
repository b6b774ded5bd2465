"""The body `UpdateIssuerInput`."""

from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import Metadata


class UpdateIssuerInput(TypedDict):
    """Changes to an issuer; what is absent stays."""

    name: NotRequired[str]
    """At least 1 character."""
    description: NotRequired[str | None]
    """Markdown."""
    links: NotRequired["IssuerLinksInput | None"]
    available_scopes: NotRequired[list[str]]
    status: NotRequired[str]
    status_reason: NotRequired[str]
    """Why the status changes. At most 1000 characters."""
    status_by: NotRequired[str]
    """Who changes the status. At most 200 characters."""
    settings: NotRequired["IssuerSettingsInput"]
    metadata: NotRequired[Metadata]


from authpi_core.models.issuer_links_input import IssuerLinksInput
from authpi_core.models.issuer_settings_input import IssuerSettingsInput
