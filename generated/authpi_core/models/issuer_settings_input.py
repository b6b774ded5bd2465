"""The body IssuerSettingsInput."""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict


class IssuerSettingsInput(TypedDict):
    """Settings of an issuer."""

    portals: NotRequired[JsonObject | None]
    """Hosted pages."""
    branding: NotRequired[JsonObject | None]
    """Look of the hosted pages."""
    access: NotRequired[IssuerAccessSettingsInput | dict[str, Any] | None]
    security: NotRequired[JsonObject | None]
    """Security policy."""


from authpi_core.models.issuer_access_settings_input import IssuerAccessSettingsInput
from authpi_core.types import JsonObject
