"""The model `TrustedDeviceCreated`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.model import Model
from authpi_core.units import to_datetime

if TYPE_CHECKING:
    from datetime import datetime


class TrustedDeviceCreated(Model):
    """The newly trusted device."""

    device_id: str
    """Id of the device."""
    expires_at: int
    """When the trust expires. Unix time in milliseconds."""

    @property
    def expires_time(self) -> datetime | None:
        """`expires_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.expires_at)
