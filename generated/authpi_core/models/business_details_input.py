"""The body `BusinessDetailsInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class BusinessDetailsInput(TypedDict):
    """Legal details of an organization."""

    company_number: NotRequired[str | None]
    """Company number."""
    sector: NotRequired[str | None]
    """Business sector."""
    tax_id: NotRequired[str | None]
    """Tax id."""
    vat_number: NotRequired[str | None]
    """VAT number."""
    charity_number: NotRequired[str | None]
    """Charity number."""
    legal_name: NotRequired[str | None]
    """Legal name."""
    legal_form: NotRequired[str | None]
    """Legal form."""
    registration_date: NotRequired[str | None]
    """Date of registration."""
    registration_country: NotRequired[str | None]
    """Country of registration."""
    registration_state: NotRequired[str | None]
    """State of registration."""
    registered_address: NotRequired["AddressInput | None"]
    """Registered address."""


from authpi_core.models.address_input import AddressInput
