"""The body `UpdateGroupInput`."""

from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import Metadata


class UpdateGroupInput(TypedDict):
    """Changes to a group. Fields that are absent stay unchanged.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    name: NotRequired[str]
    """Name of the group. At least 1 character."""
    description: NotRequired[str | None]
    """Description of the group."""
    scopes: NotRequired[list[str]]
    """Scopes of the group."""
    metadata: NotRequired[Metadata]
    """Key-value pairs that only administrators see."""
