"""The body UpdateInvitationInput."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class UpdateInvitationInput(TypedDict):
    """Changes to an invitation; what is absent stays.

    Its members are inferred, not documented: treat them as unverified.
    """

    scopes: NotRequired[list[str]]
    user_title: NotRequired[str | None]
    message: NotRequired[str | None]
    metadata: NotRequired[Metadata]


from authpi_core.types import Metadata
