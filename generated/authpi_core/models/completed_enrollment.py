"""The model `CompletedEnrollment`."""

from __future__ import annotations

from pydantic import Field

from authpi_core.model import Model


class CompletedEnrollment(Model):
    """Outcome of an enrolment."""

    success: bool
    verifier_id: str | None = None
    backup_codes: list[str] | None = Field(default=None, repr=False)
    """Shown this once."""
    error: str | None = None
