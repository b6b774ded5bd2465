"""The body CreateApiKeyInput."""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict


class CreateApiKeyInput(TypedDict):
    """A new API key."""

    name: str
    description: NotRequired[str | None]
    tags: NotRequired[list[str] | None]
    restrictions: ApiKeyRestrictionsInput | dict[str, Any]
    expires_at: NotRequired[UnixMilliseconds | None]
    """When it stops working. Unix time in milliseconds."""
    metadata: NotRequired[Metadata]
    secret: NotRequired[str]
    """A secret of your own, instead of a generated one."""
    secret_hint: NotRequired[str]


from authpi_core.models.api_key_restrictions_input import ApiKeyRestrictionsInput
from authpi_core.types import Metadata, UnixMilliseconds
