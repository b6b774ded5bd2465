"""The body UpdateIssuerInput."""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict


class UpdateIssuerInput(TypedDict):
    """Changes to an issuer; what is absent stays."""

    name: NotRequired[str]
    description: NotRequired[str | None]
    """Markdown."""
    links: NotRequired[IssuerLinksInput | dict[str, Any] | None]
    available_scopes: NotRequired[list[str]]
    status: NotRequired[str]
    status_reason: NotRequired[str]
    """Why the status changes."""
    status_by: NotRequired[str]
    """Who changes the status."""
    settings: NotRequired[IssuerSettingsInput | dict[str, Any]]
    metadata: NotRequired[Metadata]


from authpi_core.models.issuer_links_input import IssuerLinksInput
from authpi_core.models.issuer_settings_input import IssuerSettingsInput
from authpi_core.types import Metadata
