"""The body `BusinessDetailsInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class BusinessDetailsInput(TypedDict):
    """Legal details of an organization."""

    company_number: NotRequired[str | None]
    sector: NotRequired[str | None]
    tax_id: NotRequired[str | None]
    vat_number: NotRequired[str | None]
    charity_number: NotRequired[str | None]
    legal_name: NotRequired[str | None]
    legal_form: NotRequired[str | None]
    registration_date: NotRequired[str | None]
    registration_country: NotRequired[str | None]
    registration_state: NotRequired[str | None]
    registered_address: NotRequired["AddressInput | None"]


from authpi_core.models.address_input import AddressInput
