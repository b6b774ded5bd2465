"""The model Topup."""

from __future__ import annotations

from pydantic import Field

from authpi_core.model import Model


class Topup(Model):
    """Outcome of a top-up."""

    balance_micro_usd: int = Field(alias="balance_μusd")
    """Balance after it. In millionths of a US dollar."""
    entry_id: str
    duplicate: bool
    """Whether the payment had been credited before."""
    payment_reference: str
