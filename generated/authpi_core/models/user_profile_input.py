"""The body UserProfileInput."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class UserProfileInput(TypedDict):
    """What is known of a person."""

    first_name: NotRequired[str | None]
    last_name: NotRequired[str | None]
    display_name: NotRequired[str | None]
