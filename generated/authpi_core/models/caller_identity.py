"""The model `CallerIdentity`."""

from __future__ import annotations

from authpi_core.model import Model


class CallerIdentity(Model):
    """Identity of the caller."""

    type: OpenCallerType
    key_id: str | None = None
    user_id: str | None = None
    issuer_id: str | None = None
    accounts: list[CallerAccountAccess]
    """Accounts that the credential has access to: one for an API key, any number for a user."""
    organizations: list[CallerOrganizationAccess]


from authpi_core.models.caller_account_access import CallerAccountAccess
from authpi_core.models.caller_organization_access import CallerOrganizationAccess
from authpi_core.models.caller_type import OpenCallerType
