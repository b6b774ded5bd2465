"""The model TrustedDeviceCreated."""

from __future__ import annotations

from authpi_core.model import Model


class TrustedDeviceCreated(Model):
    """The device now trusted."""

    device_id: str
    expires_at: int
    """When the trust ends. Unix time in milliseconds."""
