"""The model `TrustedDevice`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.model import Model
from authpi_core.units import to_datetime

if TYPE_CHECKING:
    from datetime import datetime


class TrustedDevice(Model):
    """A device on which the second factor is skipped."""

    id: str
    """Id of the device."""
    fingerprint: str
    """Fingerprint of the device."""
    name: str | None
    """Name of the device."""
    user_agent: str | None
    """User agent of the device."""
    trusted_at: int
    """When it was trusted. Unix time in milliseconds."""
    expires_at: int
    """When the trust expires. Unix time in milliseconds."""
    last_used_at: int | None
    """When it was last used. Unix time in milliseconds."""

    @property
    def trusted_time(self) -> datetime | None:
        """`trusted_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.trusted_at)

    @property
    def expires_time(self) -> datetime | None:
        """`expires_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.expires_at)

    @property
    def last_used_time(self) -> datetime | None:
        """`last_used_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.last_used_at)
