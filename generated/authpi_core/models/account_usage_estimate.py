"""The model `AccountUsageEstimate`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from authpi_core.model import Model
from authpi_core.types import JsonObject
from authpi_core.units import to_datetime, to_dollars

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


class AccountUsageEstimate(Model):
    """Estimated cost of the current period."""

    period: str
    """Period of the estimate."""
    as_of: int
    """Time of the estimate. Unix time in milliseconds."""
    trial: bool
    """Whether the account is on trial."""
    billing_profile: str
    """Billing profile of the account."""
    estimate: bool
    """Whether the amounts are still an estimate."""
    total_micro_usd: int = Field(alias="total_μusd")
    """Total. In millionths of a US dollar."""
    lines: list[JsonObject]
    """A line of the estimate."""

    @property
    def as_of_time(self) -> datetime | None:
        """`as_of` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.as_of)

    @property
    def total_usd(self) -> Decimal | None:
        """`total_micro_usd` in US dollars; `None` if it is absent or not an integer."""
        return to_dollars(self.total_micro_usd)
