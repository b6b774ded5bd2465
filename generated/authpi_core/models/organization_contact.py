"""The model `OrganizationContact`."""

from __future__ import annotations

from authpi_core.model import Model


class OrganizationContact(Model):
    """Contact details of an organization."""

    email: str | None = None
    """Email address."""
    phone: str | None = None
    """Phone number."""
    website_url: str | None = None
    """URL of the website."""
