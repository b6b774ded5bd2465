"""The model `CreatedPersonalToken`."""

from __future__ import annotations

from pydantic import Field

from authpi_core.model import Model


class CreatedPersonalToken(Model):
    """A new personal token. It is returned only once."""

    token_plain: str = Field(repr=False)
    """The personal token, a JWT. It is returned only once."""
