"""The model `RotatedClientSecret`."""

from __future__ import annotations

from pydantic import Field

from authpi_core.model import Model


class RotatedClientSecret(Model):
    """The new secret. The old secret stays valid for 15 minutes."""

    secret: str = Field(repr=False)
    """The secret. It is returned only once."""
