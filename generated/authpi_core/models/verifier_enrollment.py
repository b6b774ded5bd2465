"""The model `VerifierEnrollment`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from authpi_core.model import Model
from authpi_core.units import to_datetime

if TYPE_CHECKING:
    from datetime import datetime


class VerifierEnrollment(Model):
    """Data for enrolling an authenticator app."""

    enrollment_id: str
    """Id of the enrollment."""
    secret: str = Field(repr=False)
    """Shared secret. It is returned only once."""
    provisioning_uri: str = Field(repr=False)
    """`otpauth:` URI for a QR code."""
    expires_at: int
    """When the enrollment expires. Unix time in milliseconds."""

    @property
    def expires_time(self) -> datetime | None:
        """`expires_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.expires_at)
