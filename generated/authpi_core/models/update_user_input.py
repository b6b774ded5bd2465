"""The body `UpdateUserInput`."""

from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import JsonObject, Metadata


class UpdateUserInput(TypedDict):
    """Changes to a user; what is absent stays."""

    status: NotRequired["UserStatusInput"]
    status_reason: NotRequired[str]
    """Why the status changes. At most 1000 characters."""
    status_by: NotRequired[str]
    """Who changes the status. At most 200 characters."""
    username_type: NotRequired["UsernameTypeInput"]
    username: NotRequired[str]
    profile: NotRequired["UserProfileInput"]
    scopes: NotRequired[list[str]]
    preferences: NotRequired[JsonObject | None]
    """Preferences."""
    custom_fields: NotRequired[JsonObject | None]
    """Values of the custom fields."""
    metadata: NotRequired[Metadata]


from authpi_core.models.user_profile_input import UserProfileInput
from authpi_core.models.user_status import UserStatusInput
from authpi_core.models.username_type import UsernameTypeInput
