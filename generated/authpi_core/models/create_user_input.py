"""The body `CreateUserInput`."""

from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import JsonObject, Metadata


class CreateUserInput(TypedDict):
    """A new user."""

    username_type: "UsernameTypeInput"
    username: str
    """At least 1 character."""
    profile: NotRequired["UserProfileInput"]
    scopes: NotRequired[list[str]]
    preferences: NotRequired[JsonObject]
    """Preferences."""
    custom_fields: NotRequired[JsonObject]
    """Values of the custom fields."""
    metadata: NotRequired[Metadata]


from authpi_core.models.user_profile_input import UserProfileInput
from authpi_core.models.username_type import UsernameTypeInput
