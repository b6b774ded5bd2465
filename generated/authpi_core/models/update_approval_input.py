"""The body `UpdateApprovalInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class UpdateApprovalInput(TypedDict):
    """Decision on a user who waits for approval.

    Its members are inferred, not documented: treat them as unverified.
    """

    status: "UserStatusInput"
    """`active` approves, `blocked` rejects."""
    status_reason: NotRequired[str]
    """Why the status changes. At most 1000 characters."""
    status_by: NotRequired[str]
    """Who changes the status. At most 200 characters."""


from authpi_core.models.user_status import UserStatusInput
