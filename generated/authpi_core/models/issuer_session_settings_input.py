"""The body IssuerSessionSettingsInput."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class IssuerSessionSettingsInput(TypedDict):
    """Session lifetimes."""

    max_age: NotRequired[int | None]
    """Longest life of a session, in seconds."""
    idle_timeout: NotRequired[int | None]
    """Longest idle time, in seconds."""
