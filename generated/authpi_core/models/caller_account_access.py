"""The model `CallerAccountAccess`."""

from __future__ import annotations

from authpi_core.model import Model


class CallerAccountAccess(Model):
    """Access of the credential to an account."""

    account_id: str
    """Id of the account."""
    org_id: str
    """Id of the organization."""
    scopes: list[str]
    """Scopes of the credential on the account."""
