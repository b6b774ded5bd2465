"""The model `ApiKeySecret`."""

from __future__ import annotations

from authpi_core.model import Model


class ApiKeySecret(Model):
    """What is kept of a secret."""

    algorithm: str | None = None
    """For example `sha256`."""
    hint: str | None = None
    """Last characters of the secret."""
