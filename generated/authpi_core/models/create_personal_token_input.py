"""The body `CreatePersonalTokenInput`."""

from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import Metadata, UnixMilliseconds


class CreatePersonalTokenInput(TypedDict):
    """The personal token to create."""

    name: str
    """At least 1 character."""
    description: NotRequired[str | None]
    tags: NotRequired[list[str] | None]
    restrictions: "ApiKeyRestrictionsInput"
    audience: NotRequired[str | None]
    expires_at: NotRequired[UnixMilliseconds | None]
    """When it expires. Unix time in milliseconds."""
    metadata: NotRequired[Metadata]


from authpi_core.models.api_key_restrictions_input import ApiKeyRestrictionsInput
