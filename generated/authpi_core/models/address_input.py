"""The body `AddressInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class AddressInput(TypedDict):
    """A postal address."""

    line1: NotRequired[str | None]
    """First line of the address."""
    line2: NotRequired[str | None]
    """Second line of the address."""
    city: NotRequired[str | None]
    """City."""
    state: NotRequired[str | None]
    """State."""
    postal_code: NotRequired[str | None]
    """Postal code."""
    country: str
    """ISO 3166-1 alpha-3 code, for example `GBR`."""
