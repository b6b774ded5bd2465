"""The model `CodeVerification`."""

from __future__ import annotations

from authpi_core.model import Model


class CodeVerification(Model):
    """Outcome of a check."""

    success: bool
    remaining: int | None = None
    """Backup codes left."""
    error: str | None = None
