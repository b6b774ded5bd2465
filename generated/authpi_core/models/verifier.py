"""The model `Verifier`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.model import Model
from authpi_core.units import to_datetime

if TYPE_CHECKING:
    from datetime import datetime


class Verifier(Model):
    """A credential that a user authenticates with.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    id: str
    """Id of the verifier."""
    type: str | None = None
    """For example `password`, `totp_app` or `webauthn`."""
    status: str | None = None
    """Status of the verifier."""
    name: str | None = None
    """Name of the verifier."""
    created_at: int | None = None
    """When it was added. Unix time in milliseconds."""
    updated_at: int | None = None
    """When it was last updated; absent or null if never. Unix time in milliseconds."""

    @property
    def created_time(self) -> datetime | None:
        """`created_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.created_at)

    @property
    def updated_time(self) -> datetime | None:
        """`updated_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.updated_at)
