"""The model `Inviter`."""

from __future__ import annotations

from authpi_core.model import Model


class Inviter(Model):
    """Sender of an invitation."""

    id: str | None = None
    """Id of the inviter."""
    name: str | None = None
    """Name of the inviter."""
