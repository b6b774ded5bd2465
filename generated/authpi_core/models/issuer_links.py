"""The model `IssuerLinks`."""

from __future__ import annotations

from authpi_core.model import Model


class IssuerLinks(Model):
    """Public links that users see.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    website: str | None = None
    """URL of the website."""
    privacy_policy: str | None = None
    """URL of the privacy policy."""
    terms_of_service: str | None = None
    """URL of the terms of service."""
    support: str | None = None
    """URL for support."""
    documentation: str | None = None
    """URL of the documentation."""
