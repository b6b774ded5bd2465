"""The body `OrganizationSsoDomainInput`."""

from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import UnixMilliseconds


class OrganizationSsoDomainInput(TypedDict):
    """A domain whose users sign in through the organization's identity provider.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    domain: str
    """Domain name."""
    verified: NotRequired[bool | None]
    """Whether the domain is verified."""
    verified_at: NotRequired[UnixMilliseconds | None]
    """When the domain was verified. Unix time in milliseconds."""
