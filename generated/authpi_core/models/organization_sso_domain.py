"""The model OrganizationSsoDomain."""

from __future__ import annotations

from authpi_core.model import Model


class OrganizationSsoDomain(Model):
    """A domain whose users sign in through the organization's identity provider.

    Its members are inferred, not documented: treat them as unverified.
    """

    domain: str
    verified: bool | None = None
    verified_at: int | None = None
    """When the domain was verified. Unix time in milliseconds."""
