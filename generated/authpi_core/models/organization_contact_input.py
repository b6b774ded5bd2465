"""The body `OrganizationContactInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class OrganizationContactInput(TypedDict):
    """How to reach an organization."""

    email: NotRequired[str | None]
    phone: NotRequired[str | None]
    website_url: NotRequired[str | None]
