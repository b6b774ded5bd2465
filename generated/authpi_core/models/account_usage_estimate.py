"""The model AccountUsageEstimate."""

from __future__ import annotations

from pydantic import Field

from authpi_core.model import Model
from authpi_core.types import JsonObject


class AccountUsageEstimate(Model):
    """Estimated cost of the current period."""

    period: str
    as_of: int
    """Time of the estimate. Unix time in milliseconds."""
    trial: bool
    billing_profile: str
    estimate: bool
    """True while the period is open."""
    total_micro_usd: int = Field(alias="total_μusd")
    """Total. In millionths of a US dollar."""
    lines: list[JsonObject]
    """A line of the estimate."""
