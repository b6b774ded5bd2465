"""The model `RotatedClientSecret`."""

from __future__ import annotations

from pydantic import Field

from authpi_core.model import Model


class RotatedClientSecret(Model):
    """The new secret; the old one works for 15 minutes more."""

    secret: str = Field(repr=False)
    """The secret; it cannot be read again."""
