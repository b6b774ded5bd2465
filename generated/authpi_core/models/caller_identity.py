"""The model `CallerIdentity`."""

from __future__ import annotations

from authpi_core.model import Model


class CallerIdentity(Model):
    """Identity of the caller."""

    type: OpenCallerType
    """Type of the credential."""
    key_id: str | None = None
    """Id of the API key."""
    user_id: str | None = None
    """Id of the user."""
    issuer_id: str | None = None
    """Id of the issuer."""
    accounts: list[CallerAccountAccess]
    """Accounts that the credential has access to: one for an API key, any number for a user."""
    organizations: list[CallerOrganizationAccess]
    """Organizations that the credential has access to."""


from authpi_core.models.caller_account_access import CallerAccountAccess
from authpi_core.models.caller_organization_access import CallerOrganizationAccess
from authpi_core.models.caller_type import OpenCallerType
