"""The body `StatusChangeInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class StatusChangeInput(TypedDict):
    """Why a status changes.

    Its members are inferred, not documented: treat them as unverified.
    """

    reason: NotRequired[str]
    """Why. At most 1000 characters."""
    status_reason: NotRequired[str]
    """Why the status changes. At most 1000 characters."""
    status_by: NotRequired[str]
    """Who changes the status. At most 200 characters."""
