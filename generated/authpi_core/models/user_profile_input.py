"""The body `UserProfileInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class UserProfileInput(TypedDict):
    """Profile of a user."""

    first_name: NotRequired[str | None]
    """First name."""
    last_name: NotRequired[str | None]
    """Last name."""
    display_name: NotRequired[str | None]
    """Display name."""
