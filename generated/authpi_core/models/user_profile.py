"""The model `UserProfile`."""

from __future__ import annotations

from authpi_core.model import Model


class UserProfile(Model):
    """Profile of a user."""

    first_name: str | None = None
    """First name."""
    last_name: str | None = None
    """Last name."""
    display_name: str | None = None
    """Display name."""
