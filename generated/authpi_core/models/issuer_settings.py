"""The model `IssuerSettings`."""

from __future__ import annotations

from authpi_core.model import Model
from authpi_core.types import JsonObject


class IssuerSettings(Model):
    """Settings of an issuer."""

    portals: JsonObject | None = None
    """Settings of the hosted pages."""
    branding: JsonObject | None = None
    """Branding of the hosted pages."""
    access: IssuerAccessSettings | None = None
    """Settings of sign-up, sign-in and sessions."""
    security: JsonObject | None = None
    """Security policy."""


from authpi_core.models.issuer_access_settings import IssuerAccessSettings
