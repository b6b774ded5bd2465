"""The body OrganizationSecurityInput."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class OrganizationSecurityInput(TypedDict):
    """Security policy of an organization.

    Its members are inferred, not documented: treat them as unverified.
    """

    mfa_required: NotRequired[bool | None]
    """Whether members need a second factor."""
