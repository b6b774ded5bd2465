"""The body `CreateIssuerInput`."""

from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import Metadata


class CreateIssuerInput(TypedDict):
    """The issuer to create."""

    name: str
    """Name of the issuer. At least 1 character."""
    description: NotRequired[str | None]
    """Markdown."""
    links: NotRequired["IssuerLinksInput"]
    """Public links that users see."""
    available_scopes: NotRequired[list[str]]
    """Scopes that the issuer's applications may use."""
    status: NotRequired[str]
    """Status of the issuer."""
    settings: NotRequired["CreateIssuerSettingsInput"]
    """Settings of the issuer."""
    metadata: NotRequired[Metadata]
    """Key-value pairs that only administrators see."""


from authpi_core.models.create_issuer_settings_input import CreateIssuerSettingsInput
from authpi_core.models.issuer_links_input import IssuerLinksInput
