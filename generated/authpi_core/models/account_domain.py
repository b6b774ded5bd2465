"""The model AccountDomain."""

from __future__ import annotations

from authpi_core.model import Model


class AccountDomain(Model):
    """A custom domain of an account."""

    host: str
    """Host name, for example `auth.example.com`."""
    verified: bool | None = None
    primary: bool | None = None
    added_at: int | None = None
    """When it was added. Unix time in milliseconds."""
    assigned_issuer_id: str | None = None
    """Issuer that is served on the domain."""
    assigned_at: int | None = None
    """When it was assigned. Unix time in milliseconds."""
    cf_custom_hostname_id: str | None = None
    cf_status: str | None = None
