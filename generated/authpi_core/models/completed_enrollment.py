"""The model `CompletedEnrollment`."""

from __future__ import annotations

from pydantic import Field

from authpi_core.model import Model


class CompletedEnrollment(Model):
    """Result of completing an enrollment."""

    success: bool
    verifier_id: str | None = None
    backup_codes: list[str] | None = Field(default=None, repr=False)
    """Backup codes. They are returned only once."""
    error: str | None = None
