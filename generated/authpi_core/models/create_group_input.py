"""The body CreateGroupInput."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class CreateGroupInput(TypedDict):
    """A new group.

    Its members are inferred, not documented: treat them as unverified.
    """

    name: str
    description: NotRequired[str | None]
    scopes: NotRequired[list[str]]
    metadata: NotRequired[Metadata]


from authpi_core.types import Metadata
