"""The model `SsoDomainVerification`."""

from __future__ import annotations

from authpi_core.model import Model


class SsoDomainVerification(Model):
    """Result of a domain verification."""

    verified: bool
    """Whether the domain is verified."""
    error: str | None = None
    """Why the verification failed."""
