"""The body UpdateGroupInput."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class UpdateGroupInput(TypedDict):
    """Changes to a group; what is absent stays.

    Its members are inferred, not documented: treat them as unverified.
    """

    name: NotRequired[str]
    description: NotRequired[str | None]
    scopes: NotRequired[list[str]]
    metadata: NotRequired[Metadata]


from authpi_core.types import Metadata
