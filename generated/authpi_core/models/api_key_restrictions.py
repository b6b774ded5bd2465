"""The model `ApiKeyRestrictions`."""

from __future__ import annotations

from authpi_core.model import Model


class ApiKeyRestrictions(Model):
    """What a credential may do."""

    scopes: list[str] | None = None
    """Scopes granted; none means that every scoped route is refused."""
    ip_allowlist: list[str] | None = None
    """Addresses or CIDR ranges allowed to use it."""
