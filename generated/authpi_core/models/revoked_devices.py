"""The model `RevokedDevices`."""

from __future__ import annotations

from authpi_core.model import Model


class RevokedDevices(Model):
    """Result of revoking all trusted devices."""

    revoked_count: int
    """Number of revoked devices. At least 0."""
