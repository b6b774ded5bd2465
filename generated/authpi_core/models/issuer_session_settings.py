"""The model `IssuerSessionSettings`."""

from __future__ import annotations

from authpi_core.model import Model


class IssuerSessionSettings(Model):
    """Session lifetimes."""

    max_age: int | None = None
    """Maximum lifetime of a session, in seconds. 1 to 31536000."""
    idle_timeout: int | None = None
    """Maximum idle time of a session, in seconds. 1 to 2592000."""
