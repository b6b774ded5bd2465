"""The model TrustedDevice."""

from __future__ import annotations

from authpi_core.model import Model


class TrustedDevice(Model):
    """A device that skips the second factor."""

    id: str
    fingerprint: str
    name: str | None
    user_agent: str | None
    trusted_at: int
    """When it was trusted. Unix time in milliseconds."""
    expires_at: int
    """When the trust ends. Unix time in milliseconds."""
    last_used_at: int | None
    """When it was last used. Unix time in milliseconds."""
