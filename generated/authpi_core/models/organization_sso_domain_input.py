"""The body OrganizationSsoDomainInput."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class OrganizationSsoDomainInput(TypedDict):
    """A domain whose users sign in through the organization's identity provider.

    Its members are inferred, not documented: treat them as unverified.
    """

    domain: str
    verified: NotRequired[bool | None]
    verified_at: NotRequired[UnixMilliseconds | None]
    """When the domain was verified. Unix time in milliseconds."""


from authpi_core.types import UnixMilliseconds
