"""The body `UpdateInvitationInput`."""

from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import Metadata


class UpdateInvitationInput(TypedDict):
    """Changes to an invitation. Fields that are absent stay unchanged.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    scopes: NotRequired[list[str]]
    """Scopes of the membership that acceptance creates. At least 1 item."""
    user_title: NotRequired[str | None]
    """Title of the invited person."""
    message: NotRequired[str | None]
    """Message to the invited person."""
    metadata: NotRequired[Metadata]
    """Key-value pairs that only administrators see."""
