"""The model `ApiKeySecret`."""

from __future__ import annotations

from authpi_core.model import Model


class ApiKeySecret(Model):
    """How a secret is stored; only its hash is kept."""

    algorithm: str | None = None
    """Hash algorithm, for example `sha256`."""
    hint: str | None = None
    """Last characters of the secret."""
