"""The body `IssuerSessionSettingsInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class IssuerSessionSettingsInput(TypedDict):
    """Session lifetimes."""

    max_age: NotRequired[int | None]
    """Longest life of a session, in seconds. Between 1 and 31536000."""
    idle_timeout: NotRequired[int | None]
    """Longest idle time, in seconds. Between 1 and 2592000."""
