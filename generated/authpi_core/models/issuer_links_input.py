"""The body `IssuerLinksInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class IssuerLinksInput(TypedDict):
    """Public links that users see."""

    website: NotRequired[str | None]
    privacy_policy: NotRequired[str | None]
    terms_of_service: NotRequired[str | None]
    support: NotRequired[str | None]
    documentation: NotRequired[str | None]
