"""The body OrganizationContactInput."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class OrganizationContactInput(TypedDict):
    """How to reach an organization."""

    email: NotRequired[str | None]
    phone: NotRequired[str | None]
    website_url: NotRequired[str | None]
