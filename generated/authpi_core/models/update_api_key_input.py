"""The body `UpdateApiKeyInput`."""

from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import Metadata, UnixMilliseconds


class UpdateApiKeyInput(TypedDict):
    """Changes to an API key. Fields that are absent stay unchanged."""

    status: NotRequired["ApiKeyStatusInput"]
    """Status of the API key."""
    status_reason: NotRequired[str]
    """Reason for the status change. At most 1000 characters."""
    status_by: NotRequired[str]
    """Author of the status change. At most 200 characters."""
    name: NotRequired[str]
    """Name of the API key. At least 1 character."""
    description: NotRequired[str | None]
    """Description of the API key."""
    tags: NotRequired[list[str] | None]
    """Tags of the API key."""
    restrictions: NotRequired["ApiKeyRestrictionsInput"]
    """Allowed scopes and addresses."""
    expires_at: NotRequired[UnixMilliseconds | None]
    """When it expires. Unix time in milliseconds."""
    metadata: NotRequired[Metadata]
    """Key-value pairs that only administrators see."""


from authpi_core.models.api_key_restrictions_input import ApiKeyRestrictionsInput
from authpi_core.models.api_key_status import ApiKeyStatusInput
