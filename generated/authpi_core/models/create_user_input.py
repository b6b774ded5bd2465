"""The body `CreateUserInput`."""

from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import JsonObject, Metadata


class CreateUserInput(TypedDict):
    """The user to create."""

    username_type: "UsernameTypeInput"
    username: str
    """At least 1 character."""
    profile: NotRequired["UserProfileInput"]
    scopes: NotRequired[list[str]]
    preferences: NotRequired[JsonObject]
    """Preferences of the user."""
    custom_fields: NotRequired[JsonObject]
    """Values of custom fields."""
    metadata: NotRequired[Metadata]


from authpi_core.models.user_profile_input import UserProfileInput
from authpi_core.models.username_type import UsernameTypeInput
