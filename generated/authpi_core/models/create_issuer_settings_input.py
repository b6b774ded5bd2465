"""The body `CreateIssuerSettingsInput`."""

from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import JsonObject


class CreateIssuerSettingsInput(TypedDict):
    """Settings of a new issuer."""

    portals: NotRequired[JsonObject]
    """Settings of the hosted pages."""
    branding: NotRequired[JsonObject]
    """Branding of the hosted pages."""
    access: "IssuerAccessSettingsInput"
    """Settings of sign-up, sign-in and sessions."""
    security: NotRequired[JsonObject]
    """Security policy."""


from authpi_core.models.issuer_access_settings_input import IssuerAccessSettingsInput
