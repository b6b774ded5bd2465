"""The model `IssuerSessionSettings`."""

from __future__ import annotations

from authpi_core.model import Model


class IssuerSessionSettings(Model):
    """Session lifetimes."""

    max_age: int | None = None
    """Longest life of a session, in seconds. Between 1 and 31536000."""
    idle_timeout: int | None = None
    """Longest idle time, in seconds. Between 1 and 2592000."""
