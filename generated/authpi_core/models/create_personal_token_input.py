"""The body `CreatePersonalTokenInput`."""

from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import Metadata, UnixMilliseconds


class CreatePersonalTokenInput(TypedDict):
    """The personal token to create."""

    name: str
    """Name of the token. At least 1 character."""
    description: NotRequired[str | None]
    """Description of the token."""
    tags: NotRequired[list[str] | None]
    """Tags of the token."""
    restrictions: "ApiKeyRestrictionsInput"
    """Allowed scopes and addresses."""
    audience: NotRequired[str | None]
    """Audience of the token. Inferred, not documented."""
    expires_at: NotRequired[UnixMilliseconds | None]
    """When it expires. Unix time in milliseconds."""
    metadata: NotRequired[Metadata]
    """Key-value pairs that only administrators see."""


from authpi_core.models.api_key_restrictions_input import ApiKeyRestrictionsInput
