"""The model `AccountDomain`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.model import Model
from authpi_core.units import to_datetime

if TYPE_CHECKING:
    from datetime import datetime


class AccountDomain(Model):
    """A custom domain of an account."""

    host: str
    """Host name, for example `auth.example.com`."""
    verified: bool | None = None
    """Whether the domain is verified."""
    primary: bool | None = None
    """Whether this is the primary domain."""
    added_at: int | None = None
    """When it was added. Unix time in milliseconds."""
    assigned_issuer_id: str | None = None
    """Id of the issuer that the domain is assigned to."""
    assigned_at: int | None = None
    """When it was assigned to the issuer. Unix time in milliseconds."""
    cf_custom_hostname_id: str | None = None
    """Id of the Cloudflare custom hostname."""
    cf_status: str | None = None
    """Status at Cloudflare."""

    @property
    def added_time(self) -> datetime | None:
        """`added_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.added_at)

    @property
    def assigned_time(self) -> datetime | None:
        """`assigned_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.assigned_at)
