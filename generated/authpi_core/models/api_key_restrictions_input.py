"""The body `ApiKeyRestrictionsInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class ApiKeyRestrictionsInput(TypedDict):
    """Restrictions of a credential: its scopes and allowed addresses."""

    scopes: NotRequired[list[str]]
    """Granted scopes. With an empty list, every operation that requires a scope is refused."""
    ip_allowlist: NotRequired[list[str] | None]
    """IP addresses or CIDR ranges from which the credential may be used. Inferred, not documented."""
