"""The model `OrganizationSecurity`."""

from __future__ import annotations

from authpi_core.model import Model


class OrganizationSecurity(Model):
    """Security policy of an organization.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    mfa_required: bool | None = None
    """Whether members must use a second factor."""
