"""The body `AddMemberInput`."""

from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import Metadata


class AddMemberInput(TypedDict):
    """The user or agent to add.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    member_id: str
    member_type: NotRequired["MemberTypeInput"]
    scopes: NotRequired[list[str]]
    groups: NotRequired[list[str]]
    """Ids of the member's groups."""
    user_title: NotRequired[str | None]
    metadata: NotRequired[Metadata]


from authpi_core.models.member_type import MemberTypeInput
