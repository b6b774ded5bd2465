"""The body `CreateGroupInput`."""

from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import Metadata


class CreateGroupInput(TypedDict):
    """The group to create.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    name: str
    """At least 1 character."""
    description: NotRequired[str | None]
    scopes: NotRequired[list[str]]
    metadata: NotRequired[Metadata]
