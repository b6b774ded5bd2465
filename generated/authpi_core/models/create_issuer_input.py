"""The body CreateIssuerInput."""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict


class CreateIssuerInput(TypedDict):
    """A new issuer."""

    name: str
    description: NotRequired[str | None]
    """Markdown."""
    links: NotRequired[IssuerLinksInput | dict[str, Any]]
    available_scopes: NotRequired[list[str]]
    status: NotRequired[str]
    settings: NotRequired[CreateIssuerSettingsInput | dict[str, Any]]
    metadata: NotRequired[Metadata]


from authpi_core.models.create_issuer_settings_input import CreateIssuerSettingsInput
from authpi_core.models.issuer_links_input import IssuerLinksInput
from authpi_core.types import Metadata
