"""The body `UpdateAccountInput`."""

from collections.abc import Sequence
from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import JsonObject, Metadata


class UpdateAccountInput(TypedDict):
    """Changes to an account. Fields that are absent stay unchanged."""

    owner_user_id: NotRequired[str]
    domains: NotRequired[Sequence[JsonObject]]
    """An account domain."""
    name: NotRequired[str | None]
    description: NotRequired[str | None]
    """Markdown."""
    logo_url: NotRequired[str | None]
    metadata: NotRequired[Metadata]
