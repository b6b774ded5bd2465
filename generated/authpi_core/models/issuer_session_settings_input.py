"""The body `IssuerSessionSettingsInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class IssuerSessionSettingsInput(TypedDict):
    """Session lifetimes."""

    max_age: NotRequired[int | None]
    """Maximum lifetime of a session, in seconds. 1 to 31536000."""
    idle_timeout: NotRequired[int | None]
    """Maximum idle time of a session, in seconds. 1 to 2592000."""
