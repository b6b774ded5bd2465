"""The model `CompletedEnrollment`."""

from __future__ import annotations

from pydantic import Field

from authpi_core.model import Model


class CompletedEnrollment(Model):
    """Result of completing an enrollment."""

    success: bool
    """Whether the enrollment succeeded."""
    verifier_id: str | None = None
    """Id of the verifier."""
    backup_codes: list[str] | None = Field(default=None, repr=False)
    """Backup codes. They are returned only once."""
    error: str | None = None
    """Why the enrollment failed."""
