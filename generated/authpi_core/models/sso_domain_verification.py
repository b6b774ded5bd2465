"""The model `SsoDomainVerification`."""

from __future__ import annotations

from authpi_core.model import Model


class SsoDomainVerification(Model):
    """Result of a domain verification."""

    verified: bool
    error: str | None = None
