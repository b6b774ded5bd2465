"""The model `RotatedApiKey`."""

from __future__ import annotations

from pydantic import Field

from authpi_core.model import Model


class RotatedApiKey(Model):
    """The new secret. The old secret stays valid for 15 minutes."""

    secret_plain: str = Field(repr=False)
    """The secret. It is returned only once."""
