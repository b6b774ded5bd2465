"""The model VerifierEnrollment."""

from __future__ import annotations

from pydantic import Field

from authpi_core.model import Model


class VerifierEnrollment(Model):
    """What an authenticator app needs to enrol."""

    enrollment_id: str
    secret: str = Field(repr=False)
    """Shared secret, shown this once."""
    provisioning_uri: str = Field(repr=False)
    """An `otpauth:` address, for a QR code."""
    expires_at: int
    """When the enrolment lapses. Unix time in milliseconds."""
