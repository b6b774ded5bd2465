"""The body `InviterInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class InviterInput(TypedDict):
    """Sender that the invitation names."""

    id: NotRequired[str]
    """Id of the inviter."""
    name: str
    """Name of the inviter."""
