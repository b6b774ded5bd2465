"""The body `InviterInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class InviterInput(TypedDict):
    """Who invites."""

    id: NotRequired[str | None]
    name: NotRequired[str | None]
