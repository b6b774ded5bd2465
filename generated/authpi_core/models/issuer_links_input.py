"""The body `IssuerLinksInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class IssuerLinksInput(TypedDict):
    """Public links that users see.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    website: NotRequired[str | None]
    """URL of the website."""
    privacy_policy: NotRequired[str | None]
    """URL of the privacy policy."""
    terms_of_service: NotRequired[str | None]
    """URL of the terms of service."""
    support: NotRequired[str | None]
    """URL for support."""
    documentation: NotRequired[str | None]
    """URL of the documentation."""
