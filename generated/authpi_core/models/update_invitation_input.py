"""The body `UpdateInvitationInput`."""

from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import Metadata


class UpdateInvitationInput(TypedDict):
    """Changes to an invitation. Fields that are absent stay unchanged.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    scopes: NotRequired[list[str]]
    """At least 1 item."""
    user_title: NotRequired[str | None]
    message: NotRequired[str | None]
    metadata: NotRequired[Metadata]
