"""The model `OrganizationContact`."""

from __future__ import annotations

from authpi_core.model import Model


class OrganizationContact(Model):
    """Contact details of an organization."""

    email: str | None = None
    phone: str | None = None
    website_url: str | None = None
