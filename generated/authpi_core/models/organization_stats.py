"""The model `OrganizationStats`."""

from __future__ import annotations

from authpi_core.model import Model


class OrganizationStats(Model):
    """Statistics of an organization."""

    n_members: int | None = None
    """Number of members."""
