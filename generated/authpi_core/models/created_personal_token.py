"""The model `CreatedPersonalToken`."""

from __future__ import annotations

from pydantic import Field

from authpi_core.model import Model


class CreatedPersonalToken(Model):
    """A new token, shown this once."""

    token_plain: str = Field(repr=False)
    """The JWT; it cannot be read again."""
