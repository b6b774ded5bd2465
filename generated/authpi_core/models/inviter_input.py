"""The body `InviterInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class InviterInput(TypedDict):
    """Who invites, as the invitation shows it."""

    id: NotRequired[str]
    name: str
