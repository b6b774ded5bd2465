"""The model `UsageDimensionLine`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from authpi_core.model import Model
from authpi_core.units import to_dollars

if TYPE_CHECKING:
    from decimal import Decimal


class UsageDimensionLine(Model):
    """Usage of one billing dimension."""

    dimension: str | None = None
    """Billing dimension of the line."""
    operation: str | None = None
    """Operation of the line."""
    config_version: str | None = None
    """Version of the configuration."""
    line_count: int
    """Number of lines."""
    amount_micro_usd: int = Field(alias="amount_μusd")
    """Cost. In millionths of a US dollar."""
    count: int | None = None

    @property
    def amount_usd(self) -> Decimal | None:
        """`amount_micro_usd` in US dollars; `None` if it is absent or not an integer."""
        return to_dollars(self.amount_micro_usd)
