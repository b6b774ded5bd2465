"""The model `IssuerSessionSettings`."""

from __future__ import annotations

from authpi_core.model import Model


class IssuerSessionSettings(Model):
    """Session lifetimes."""

    max_age: int | None = None
    """Longest life of a session, in seconds."""
    idle_timeout: int | None = None
    """Longest idle time, in seconds."""
