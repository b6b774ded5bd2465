"""The model `Inviter`."""

from __future__ import annotations

from authpi_core.model import Model


class Inviter(Model):
    """Sender of an invitation."""

    id: str | None = None
    name: str | None = None
