"""The model `CreditLedgerEntry`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from authpi_core.model import Model
from authpi_core.units import to_datetime, to_dollars

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


class CreditLedgerEntry(Model):
    """An entry of the credit ledger."""

    id: str
    """Id of the entry."""
    type: str
    """Type of the entry."""
    amount_micro_usd: int = Field(alias="amount_μusd")
    """Amount of the entry. In millionths of a US dollar."""
    balance_after_micro_usd: int = Field(alias="balance_after_μusd")
    """Balance after the entry. In millionths of a US dollar."""
    operation: str | None = None
    """Operation of the entry."""
    reference: str | None = None
    """Reference of the entry."""
    related_entry_id: str | None = None
    """Id of a related entry."""
    expires_at: int | None = None
    """When the credit expires. Unix time in milliseconds."""
    dimension: str | None = None
    """Billing dimension of the entry."""
    config_version: str | None = None
    """Version of the configuration."""
    external_reference: str | None = None
    """External reference of the entry."""
    settled_total_micro_usd: int | None = Field(default=None, alias="settled_total_μusd")
    """Total settled. In millionths of a US dollar."""
    created_at: int
    """When it was created. Unix time in milliseconds."""

    @property
    def amount_usd(self) -> Decimal | None:
        """`amount_micro_usd` in US dollars; `None` if it is absent or not an integer."""
        return to_dollars(self.amount_micro_usd)

    @property
    def balance_after_usd(self) -> Decimal | None:
        """`balance_after_micro_usd` in US dollars; `None` if it is absent or not an integer."""
        return to_dollars(self.balance_after_micro_usd)

    @property
    def expires_time(self) -> datetime | None:
        """`expires_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.expires_at)

    @property
    def settled_total_usd(self) -> Decimal | None:
        """`settled_total_micro_usd` in US dollars; `None` if it is absent or not an integer."""
        return to_dollars(self.settled_total_micro_usd)

    @property
    def created_time(self) -> datetime | None:
        """`created_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.created_at)
