"""The body `UpdateUserInput`."""

from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import JsonObject, Metadata


class UpdateUserInput(TypedDict):
    """Changes to a user. Fields that are absent stay unchanged."""

    status: NotRequired["UserStatusInput"]
    """Status of the user. Inferred, not documented."""
    status_reason: NotRequired[str]
    """Reason for the status change. At most 1000 characters. Inferred, not documented."""
    status_by: NotRequired[str]
    """Author of the status change. At most 200 characters. Inferred, not documented."""
    username_type: NotRequired["UsernameTypeInput"]
    """Type of username. Inferred, not documented."""
    username: NotRequired[str]
    """Username. Inferred, not documented."""
    profile: NotRequired["UserProfileInput"]
    """Profile of the user."""
    scopes: NotRequired[list[str]]
    """Scopes of the user. Inferred, not documented."""
    preferences: NotRequired[JsonObject | None]
    """Preferences of the user. Inferred, not documented."""
    custom_fields: NotRequired[JsonObject | None]
    """Values of custom fields. Inferred, not documented."""
    metadata: NotRequired[Metadata]
    """Key-value pairs that only administrators see. Inferred, not documented."""


from authpi_core.models.user_profile_input import UserProfileInput
from authpi_core.models.user_status import UserStatusInput
from authpi_core.models.username_type import UsernameTypeInput
