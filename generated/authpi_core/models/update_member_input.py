"""The body `UpdateMemberInput`."""

from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import Metadata


class UpdateMemberInput(TypedDict):
    """Changes to a membership; what is absent stays.

    Its members are inferred, not documented: treat them as unverified.
    """

    status: NotRequired[str]
    scopes: NotRequired[list[str]]
    groups: NotRequired[list[str]]
    """Ids of groups."""
    user_title: NotRequired[str | None]
    metadata: NotRequired[Metadata]
