"""The model `SsoDomainVerification`."""

from __future__ import annotations

from authpi_core.model import Model


class SsoDomainVerification(Model):
    """Outcome of a verification."""

    verified: bool
    error: str | None = None
