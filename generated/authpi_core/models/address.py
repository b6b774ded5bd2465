"""The model `Address`."""

from __future__ import annotations

from authpi_core.model import Model


class Address(Model):
    """A postal address."""

    line1: str | None = None
    line2: str | None = None
    city: str | None = None
    state: str | None = None
    postal_code: str | None = None
    country: str
    """ISO 3166-1 alpha-3 code, for example `GBR`."""
