"""The model `Address`."""

from __future__ import annotations

from authpi_core.model import Model


class Address(Model):
    """A postal address."""

    line1: str | None = None
    """First line of the address."""
    line2: str | None = None
    """Second line of the address."""
    city: str | None = None
    """City."""
    state: str | None = None
    """State."""
    postal_code: str | None = None
    """Postal code."""
    country: str
    """ISO 3166-1 alpha-3 code, for example `GBR`."""
