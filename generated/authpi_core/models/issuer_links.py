"""The model `IssuerLinks`."""

from __future__ import annotations

from authpi_core.model import Model


class IssuerLinks(Model):
    """Public links that users see."""

    website: str | None = None
    privacy_policy: str | None = None
    terms_of_service: str | None = None
    support: str | None = None
    documentation: str | None = None
