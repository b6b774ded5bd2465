"""The body `OrganizationContactInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class OrganizationContactInput(TypedDict):
    """Contact details of an organization."""

    email: NotRequired[str | None]
    """Email address."""
    phone: NotRequired[str | None]
    """Phone number."""
    website_url: NotRequired[str | None]
    """URL of the website."""
