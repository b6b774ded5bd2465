"""The model `OrganizationSsoDomain`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.model import Model
from authpi_core.units import to_datetime

if TYPE_CHECKING:
    from datetime import datetime


class OrganizationSsoDomain(Model):
    """A domain whose users sign in through the organization's identity provider.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    domain: str
    """Domain name."""
    verified: bool | None = None
    """Whether the domain is verified."""
    verified_at: int | None = None
    """When the domain was verified. Unix time in milliseconds."""

    @property
    def verified_time(self) -> datetime | None:
        """`verified_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.verified_at)
