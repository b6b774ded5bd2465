"""The body `OrganizationSecurityInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class OrganizationSecurityInput(TypedDict):
    """Security policy of an organization.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    mfa_required: NotRequired[bool | None]
    """Whether members must use a second factor."""
