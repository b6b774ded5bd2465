"""The model `CallerOrganizationAccess`."""

from __future__ import annotations

from authpi_core.model import Model


class CallerOrganizationAccess(Model):
    """Access of the credential to an organization."""

    org_id: str
    """Id of the organization."""
    scopes: list[str]
    """Scopes of the credential on the organization."""
