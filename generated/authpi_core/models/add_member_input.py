"""The body `AddMemberInput`."""

from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import Metadata


class AddMemberInput(TypedDict):
    """The user or agent to add.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    member_id: str
    """Id of the user or agent."""
    member_type: NotRequired["MemberTypeInput"]
    """Type of the member."""
    scopes: NotRequired[list[str]]
    """Scopes of the membership."""
    groups: NotRequired[list[str]]
    """Ids of the member's groups."""
    user_title: NotRequired[str | None]
    """Title of the member."""
    metadata: NotRequired[Metadata]
    """Key-value pairs that only administrators see."""


from authpi_core.models.member_type import MemberTypeInput
