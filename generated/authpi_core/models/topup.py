"""The model `Topup`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from authpi_core.model import Model
from authpi_core.units import to_dollars

if TYPE_CHECKING:
    from decimal import Decimal


class Topup(Model):
    """Result of a top-up."""

    balance_micro_usd: int = Field(alias="balance_μusd")
    """Balance after the entry. In millionths of a US dollar."""
    entry_id: str
    """Id of the entry in the credit ledger."""
    duplicate: bool
    """Whether the payment was already credited."""
    payment_reference: str
    """Reference of the payment."""

    @property
    def balance_usd(self) -> Decimal | None:
        """`balance_micro_usd` in US dollars; `None` if it is absent or not an integer."""
        return to_dollars(self.balance_micro_usd)
