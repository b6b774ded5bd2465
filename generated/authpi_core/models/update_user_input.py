"""The body `UpdateUserInput`."""

from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import JsonObject, Metadata


class UpdateUserInput(TypedDict):
    """Changes to a user. Fields that are absent stay unchanged."""

    status: NotRequired["UserStatusInput"]
    status_reason: NotRequired[str]
    """Reason for the status change. At most 1000 characters."""
    status_by: NotRequired[str]
    """Author of the status change. At most 200 characters."""
    username_type: NotRequired["UsernameTypeInput"]
    username: NotRequired[str]
    profile: NotRequired["UserProfileInput"]
    scopes: NotRequired[list[str]]
    preferences: NotRequired[JsonObject | None]
    """Preferences of the user."""
    custom_fields: NotRequired[JsonObject | None]
    """Values of custom fields."""
    metadata: NotRequired[Metadata]


from authpi_core.models.user_profile_input import UserProfileInput
from authpi_core.models.user_status import UserStatusInput
from authpi_core.models.username_type import UsernameTypeInput
