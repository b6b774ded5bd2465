"""The model `BusinessDetails`."""

from __future__ import annotations

from authpi_core.model import Model


class BusinessDetails(Model):
    """Legal details of an organization."""

    company_number: str | None = None
    sector: str | None = None
    tax_id: str | None = None
    vat_number: str | None = None
    charity_number: str | None = None
    legal_name: str | None = None
    legal_form: str | None = None
    registration_date: str | None = None
    registration_country: str | None = None
    registration_state: str | None = None
    registered_address: Address | None = None


from authpi_core.models.address import Address
