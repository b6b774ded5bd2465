"""The model AccountInvoice."""

from __future__ import annotations

from pydantic import Field

from authpi_core.model import Model


class AccountInvoice(Model):
    """An invoice."""

    period: str
    status: str | None
    total_micro_usd: int | None = Field(alias="total_μusd")
    """Total. In millionths of a US dollar."""
    external_reference: str | None
    hosted_invoice_url: str | None
    invoice_pdf: str | None
