"""The model `CallerOrganizationAccess`."""

from __future__ import annotations

from authpi_core.model import Model


class CallerOrganizationAccess(Model):
    """An organization that the credential can act on."""

    org_id: str
    scopes: list[str]
    """Scopes held on the organization."""
