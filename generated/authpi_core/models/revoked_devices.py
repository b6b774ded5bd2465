"""The model `RevokedDevices`."""

from __future__ import annotations

from authpi_core.model import Model


class RevokedDevices(Model):
    """Outcome of a revocation."""

    revoked_count: int
    """At least 0."""
