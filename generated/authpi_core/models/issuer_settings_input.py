"""The body `IssuerSettingsInput`."""

from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import JsonObject


class IssuerSettingsInput(TypedDict):
    """Settings of an issuer."""

    portals: NotRequired[JsonObject | None]
    """Settings of the hosted pages."""
    branding: NotRequired[JsonObject | None]
    """Branding of the hosted pages."""
    access: NotRequired["IssuerAccessSettingsInput | None"]
    """Settings of sign-up, sign-in and sessions."""
    security: NotRequired[JsonObject | None]
    """Security policy."""


from authpi_core.models.issuer_access_settings_input import IssuerAccessSettingsInput
