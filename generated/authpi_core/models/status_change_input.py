"""The body `StatusChangeInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class StatusChangeInput(TypedDict):
    """Why a status changes.

    Its members are inferred, not documented: treat them as unverified.
    """

    reason: NotRequired[str]
    """Why."""
    status_reason: NotRequired[str]
    """Why the status changes."""
    status_by: NotRequired[str]
    """Who changes the status."""
