"""The model `AccountInvoice`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from authpi_core.model import Model
from authpi_core.units import to_dollars

if TYPE_CHECKING:
    from decimal import Decimal


class AccountInvoice(Model):
    """An invoice."""

    period: str
    """Period of the invoice."""
    status: str | None
    """Status of the invoice."""
    total_micro_usd: int | None = Field(alias="total_μusd")
    """Total. In millionths of a US dollar."""
    external_reference: str | None
    """External reference of the invoice."""
    hosted_invoice_url: str | None
    """URL of the hosted invoice."""
    invoice_pdf: str | None
    """URL of the invoice as a PDF."""

    @property
    def total_usd(self) -> Decimal | None:
        """`total_micro_usd` in US dollars; `None` if it is absent or not an integer."""
        return to_dollars(self.total_micro_usd)
