"""The body `ApiKeyRestrictionsInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class ApiKeyRestrictionsInput(TypedDict):
    """What a credential may do."""

    scopes: NotRequired[list[str]]
    """Scopes granted; none means that every scoped route is refused."""
    ip_allowlist: NotRequired[list[str] | None]
    """Addresses or CIDR ranges allowed to use it."""
