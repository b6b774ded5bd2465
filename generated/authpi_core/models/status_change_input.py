"""The body `StatusChangeInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class StatusChangeInput(TypedDict):
    """Reason for a status change.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    reason: NotRequired[str]
    """Reason. At most 1000 characters."""
    status_reason: NotRequired[str]
    """Reason for the status change. At most 1000 characters."""
    status_by: NotRequired[str]
    """Author of the status change. At most 200 characters."""
