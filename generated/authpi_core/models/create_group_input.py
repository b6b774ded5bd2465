"""The body `CreateGroupInput`."""

from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import Metadata


class CreateGroupInput(TypedDict):
    """The group to create.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    name: str
    """Name of the group. At least 1 character."""
    description: NotRequired[str | None]
    """Description of the group."""
    scopes: NotRequired[list[str]]
    """Scopes of the group."""
    metadata: NotRequired[Metadata]
    """Key-value pairs that only administrators see."""
