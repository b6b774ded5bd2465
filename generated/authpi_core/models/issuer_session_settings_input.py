"""The body `IssuerSessionSettingsInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class IssuerSessionSettingsInput(TypedDict):
    """Session lifetimes."""

    max_age: NotRequired[int | None]
    """Longest life of a session, in seconds. 1 to 31536000."""
    idle_timeout: NotRequired[int | None]
    """Longest idle time, in seconds. 1 to 2592000."""
