"""The model `IssuerAccessSettings`."""

from __future__ import annotations

from authpi_core.model import Model


class IssuerAccessSettings(Model):
    """Settings of sign-up, sign-in and sessions."""

    mode: str | None = None
    """Access mode, for example `open` or `approval`. Inferred, not documented."""
    sessions: IssuerSessionSettings | None = None
    """Settings of sessions."""


from authpi_core.models.issuer_session_settings import IssuerSessionSettings
