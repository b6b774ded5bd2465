"""The model `UsageByDimension`."""

from __future__ import annotations

from authpi_core.model import Model


class UsageByDimension(Model):
    """Usage of a billing period."""

    period: str
    """For example `2026-10`."""
    lines: list[UsageDimensionLine]
    """Usage of each billing dimension."""


from authpi_core.models.usage_dimension_line import UsageDimensionLine
