"""The model `IssuerAccessSettings`."""

from __future__ import annotations

from authpi_core.model import Model


class IssuerAccessSettings(Model):
    """Who may sign up and in, and for how long."""

    mode: str | None = None
    """For example `open` or `approval`."""
    sessions: IssuerSessionSettings | None = None


from authpi_core.models.issuer_session_settings import IssuerSessionSettings
