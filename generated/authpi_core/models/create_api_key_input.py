"""The body `CreateApiKeyInput`."""

from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import Metadata, UnixMilliseconds


class CreateApiKeyInput(TypedDict):
    """The API key to create."""

    name: str
    """At least 1 character."""
    description: NotRequired[str | None]
    tags: NotRequired[list[str] | None]
    restrictions: "ApiKeyRestrictionsInput"
    expires_at: NotRequired[UnixMilliseconds | None]
    """When it expires. Unix time in milliseconds."""
    metadata: NotRequired[Metadata]
    secret: NotRequired[str]
    """Secret to use instead of a generated one."""
    secret_hint: NotRequired[str]


from authpi_core.models.api_key_restrictions_input import ApiKeyRestrictionsInput
