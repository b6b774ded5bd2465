"""The model Verifier."""

from __future__ import annotations

from authpi_core.model import Model


class Verifier(Model):
    """Something a user proves an identity with.

    Its members are inferred, not documented: treat them as unverified.
    """

    id: str
    type: str | None = None
    """For example `password`, `totp_app` or `webauthn`."""
    status: str | None = None
    name: str | None = None
    created_at: int | None = None
    """When it was added. Unix time in milliseconds."""
    updated_at: int | None = None
    """When it was last changed; absent or null if never. Unix time in milliseconds."""
