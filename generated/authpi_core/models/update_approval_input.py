"""The body `UpdateApprovalInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class UpdateApprovalInput(TypedDict):
    """Decision on a user pending approval.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    status: "UserStatusInput"
    """`active` approves, `blocked` rejects."""
    status_reason: NotRequired[str]
    """Reason for the status change. At most 1000 characters."""
    status_by: NotRequired[str]
    """Author of the status change. At most 200 characters."""


from authpi_core.models.user_status import UserStatusInput
