"""The model `ApiKeyRestrictions`."""

from __future__ import annotations

from authpi_core.model import Model


class ApiKeyRestrictions(Model):
    """Restrictions of a credential: its scopes and allowed addresses."""

    scopes: list[str] | None = None
    """Granted scopes. With an empty list, every operation that requires a scope is refused."""
    ip_allowlist: list[str] | None = None
    """IP addresses or CIDR ranges from which the credential may be used. Inferred, not documented."""
