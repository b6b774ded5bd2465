"""The body `UpdateAccountInput`."""

from collections.abc import Sequence
from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import JsonObject, Metadata


class UpdateAccountInput(TypedDict):
    """Changes to an account. Fields that are absent stay unchanged."""

    owner_user_id: NotRequired[str]
    """Id of the user who owns the account."""
    domains: NotRequired[Sequence[JsonObject]]
    """An account domain."""
    name: NotRequired[str | None]
    """Name of the account."""
    description: NotRequired[str | None]
    """Markdown."""
    logo_url: NotRequired[str | None]
    """URL of the logo."""
    metadata: NotRequired[Metadata]
    """Key-value pairs that only administrators see."""
