"""The model `CodeVerification`."""

from __future__ import annotations

from authpi_core.model import Model


class CodeVerification(Model):
    """Result of verifying a code."""

    success: bool
    """Whether the verification succeeded."""
    remaining: int | None = None
    """Number of unused backup codes."""
    error: str | None = None
    """Why the verification failed."""
