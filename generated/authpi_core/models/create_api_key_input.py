"""The body `CreateApiKeyInput`."""

from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import Metadata, UnixMilliseconds


class CreateApiKeyInput(TypedDict):
    """The API key to create."""

    name: str
    """Name of the API key. At least 1 character."""
    description: NotRequired[str | None]
    """Description of the API key."""
    tags: NotRequired[list[str] | None]
    """Tags of the API key."""
    restrictions: "ApiKeyRestrictionsInput"
    """Allowed scopes and addresses."""
    expires_at: NotRequired[UnixMilliseconds | None]
    """When it expires. Unix time in milliseconds."""
    metadata: NotRequired[Metadata]
    """Key-value pairs that only administrators see."""
    secret: NotRequired[str]
    """Secret to use instead of a generated one."""
    secret_hint: NotRequired[str]
    """Hint of the given secret."""


from authpi_core.models.api_key_restrictions_input import ApiKeyRestrictionsInput
