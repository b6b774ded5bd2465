"""The model `OrganizationSso`."""

from __future__ import annotations

from authpi_core.model import Model


class OrganizationSso(Model):
    """Single sign-on of an organization.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    enabled: bool | None = None
    """Whether single sign-on is enabled."""
    sso_only: bool | None = None
    """Whether sign-in with a password is disabled."""
    domains: list[OrganizationSsoDomain] | None = None
    """Domains of single sign-on."""


from authpi_core.models.organization_sso_domain import OrganizationSsoDomain
