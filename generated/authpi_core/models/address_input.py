"""The body `AddressInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class AddressInput(TypedDict):
    """A postal address."""

    line1: NotRequired[str | None]
    line2: NotRequired[str | None]
    city: NotRequired[str | None]
    state: NotRequired[str | None]
    postal_code: NotRequired[str | None]
    country: str
    """ISO 3166-1 alpha-3 code, for example `GBR`."""
