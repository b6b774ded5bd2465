"""The model `RotatedSsoSecret`."""

from __future__ import annotations

from pydantic import Field

from authpi_core.model import Model


class RotatedSsoSecret(Model):
    """The new client secret."""

    secret: str = Field(repr=False)
    """The secret. It is returned only once."""
