"""The body `UserProfileInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class UserProfileInput(TypedDict):
    """What is known of a person."""

    first_name: NotRequired[str | None]
    last_name: NotRequired[str | None]
    display_name: NotRequired[str | None]
