"""The body `OrganizationSsoInput`."""

from collections.abc import Sequence
from typing import NotRequired

from typing_extensions import TypedDict


class OrganizationSsoInput(TypedDict):
    """Single sign-on of an organization.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    enabled: NotRequired[bool | None]
    """Whether single sign-on is enabled."""
    sso_only: NotRequired[bool | None]
    """Whether sign-in with a password is disabled."""
    domains: NotRequired["Sequence[OrganizationSsoDomainInput] | None"]
    """Domains of single sign-on."""


from authpi_core.models.organization_sso_domain_input import OrganizationSsoDomainInput
