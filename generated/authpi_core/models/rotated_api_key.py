"""The model `RotatedApiKey`."""

from __future__ import annotations

from pydantic import Field

from authpi_core.model import Model


class RotatedApiKey(Model):
    """The new secret; the old one works for 15 minutes more."""

    secret_plain: str = Field(repr=False)
    """The secret; it cannot be read again."""
