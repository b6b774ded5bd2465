"""The body CreatePersonalTokenInput."""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict


class CreatePersonalTokenInput(TypedDict):
    """A new personal token."""

    name: str
    description: NotRequired[str | None]
    tags: NotRequired[list[str] | None]
    restrictions: ApiKeyRestrictionsInput | dict[str, Any]
    audience: NotRequired[str | None]
    expires_at: NotRequired[UnixMilliseconds | None]
    """When it stops working. Unix time in milliseconds."""
    metadata: NotRequired[Metadata]


from authpi_core.models.api_key_restrictions_input import ApiKeyRestrictionsInput
from authpi_core.types import Metadata, UnixMilliseconds
