"""The body InviterInput."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class InviterInput(TypedDict):
    """Who invites."""

    id: NotRequired[str | None]
    name: NotRequired[str | None]
