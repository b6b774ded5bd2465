"""The body `UpdateMemberInput`."""

from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import Metadata


class UpdateMemberInput(TypedDict):
    """Changes to a membership. Fields that are absent stay unchanged.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    status: NotRequired[str]
    """Status of the membership."""
    scopes: NotRequired[list[str]]
    """Scopes of the membership."""
    groups: NotRequired[list[str]]
    """Ids of the member's groups."""
    user_title: NotRequired[str | None]
    """Title of the member."""
    metadata: NotRequired[Metadata]
    """Key-value pairs that only administrators see."""
