"""The body `CreateUserInput`."""

from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import JsonObject, Metadata


class CreateUserInput(TypedDict):
    """The user to create."""

    username_type: "UsernameTypeInput"
    """Type of username."""
    username: str
    """Username. At least 1 character."""
    profile: NotRequired["UserProfileInput"]
    """Profile of the user."""
    scopes: NotRequired[list[str]]
    """Scopes of the user."""
    preferences: NotRequired[JsonObject]
    """Preferences of the user. Inferred, not documented."""
    custom_fields: NotRequired[JsonObject]
    """Values of custom fields. Inferred, not documented."""
    metadata: NotRequired[Metadata]
    """Key-value pairs that only administrators see."""


from authpi_core.models.user_profile_input import UserProfileInput
from authpi_core.models.username_type import UsernameTypeInput
