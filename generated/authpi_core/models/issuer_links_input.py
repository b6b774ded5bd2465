"""The body IssuerLinksInput."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class IssuerLinksInput(TypedDict):
    """Public links shown to users."""

    website: NotRequired[str | None]
    privacy_policy: NotRequired[str | None]
    terms_of_service: NotRequired[str | None]
    support: NotRequired[str | None]
    documentation: NotRequired[str | None]
