"""The model `CallerAccountAccess`."""

from __future__ import annotations

from authpi_core.model import Model


class CallerAccountAccess(Model):
    """An account that the credential can act on."""

    account_id: str
    org_id: str
    scopes: list[str]
    """Scopes held on the account."""
