"""The model UsageDimensionLine."""

from __future__ import annotations

from pydantic import Field

from authpi_core.model import Model


class UsageDimensionLine(Model):
    """Usage of one dimension."""

    dimension: str | None = None
    operation: str | None = None
    config_version: str | None = None
    line_count: int
    amount_micro_usd: int = Field(alias="amount_μusd")
    """Cost. In millionths of a US dollar."""
    count: int | None = None
