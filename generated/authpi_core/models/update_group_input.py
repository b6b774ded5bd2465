"""The body `UpdateGroupInput`."""

from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import Metadata


class UpdateGroupInput(TypedDict):
    """Changes to a group. Fields that are absent stay unchanged.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    name: NotRequired[str]
    """At least 1 character."""
    description: NotRequired[str | None]
    scopes: NotRequired[list[str]]
    metadata: NotRequired[Metadata]
