"""The body StatusChangeInput."""

from __future__ import annotations

from typing import NotRequired, TypedDict


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
