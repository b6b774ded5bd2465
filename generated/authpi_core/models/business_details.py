"""The model `BusinessDetails`."""

from __future__ import annotations

from authpi_core.model import Model


class BusinessDetails(Model):
    """Legal details of an organization."""

    company_number: str | None = None
    """Company number."""
    sector: str | None = None
    """Business sector."""
    tax_id: str | None = None
    """Tax id."""
    vat_number: str | None = None
    """VAT number."""
    charity_number: str | None = None
    """Charity number."""
    legal_name: str | None = None
    """Legal name."""
    legal_form: str | None = None
    """Legal form."""
    registration_date: str | None = None
    """Date of registration."""
    registration_country: str | None = None
    """Country of registration."""
    registration_state: str | None = None
    """State of registration."""
    registered_address: Address | None = None
    """Registered address."""


from authpi_core.models.address import Address
