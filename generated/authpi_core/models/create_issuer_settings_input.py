"""The body CreateIssuerSettingsInput."""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict


class CreateIssuerSettingsInput(TypedDict):
    """Settings of a new issuer."""

    portals: NotRequired[JsonObject]
    """Hosted pages."""
    branding: NotRequired[JsonObject]
    """Look of the hosted pages."""
    access: IssuerAccessSettingsInput | dict[str, Any]
    security: NotRequired[JsonObject]
    """Security policy."""


from authpi_core.models.issuer_access_settings_input import IssuerAccessSettingsInput
from authpi_core.types import JsonObject
