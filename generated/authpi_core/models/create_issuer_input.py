"""The body `CreateIssuerInput`."""

from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import Metadata


class CreateIssuerInput(TypedDict):
    """The issuer to create."""

    name: str
    """At least 1 character."""
    description: NotRequired[str | None]
    """Markdown."""
    links: NotRequired["IssuerLinksInput"]
    available_scopes: NotRequired[list[str]]
    status: NotRequired[str]
    settings: NotRequired["CreateIssuerSettingsInput"]
    metadata: NotRequired[Metadata]


from authpi_core.models.create_issuer_settings_input import CreateIssuerSettingsInput
from authpi_core.models.issuer_links_input import IssuerLinksInput
