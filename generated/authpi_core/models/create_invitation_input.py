"""The body `CreateInvitationInput`."""

from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import Metadata


class CreateInvitationInput(TypedDict):
    """The invitation to create."""

    email_invited: str
    """Email address of the invited person."""
    scopes: list[str]
    """Scopes of the membership that acceptance creates. At least 1 item."""
    user_title: NotRequired[str]
    """Title of the invited person."""
    message: NotRequired[str]
    """Message to the invited person."""
    inviter: NotRequired["InviterInput"]
    """Sender that the invitation names."""
    expires_in_seconds: NotRequired[int]
    """Lifetime of the invitation, in seconds. At least 1."""
    metadata: NotRequired[Metadata]
    """Key-value pairs that only administrators see. Inferred, not documented."""


from authpi_core.models.inviter_input import InviterInput
