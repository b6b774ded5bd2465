"""The body `OrganizationContactInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class OrganizationContactInput(TypedDict):
    """Contact details of an organization."""

    email: NotRequired[str | None]
    phone: NotRequired[str | None]
    website_url: NotRequired[str | None]
