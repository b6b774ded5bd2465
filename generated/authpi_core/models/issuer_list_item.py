"""The model `IssuerListItem`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.model import Model
from authpi_core.types import Metadata
from authpi_core.units import to_datetime

if TYPE_CHECKING:
    from datetime import datetime


class IssuerListItem(Model):
    """An issuer, as returned in lists."""

    id: str
    """Starts with `i_`."""
    account_id: str
    """Id of the account."""
    name: str | None = None
    """Name of the issuer."""
    description: str | None
    """Markdown."""
    links: IssuerLinks | None = None
    """Public links that users see."""
    available_scopes: list[str]
    """Scopes that the issuer's applications may use."""
    status: str
    """Status, for example `active`."""
    status_at: int | None = None
    """When the status last changed. Unix time in milliseconds."""
    settings: IssuerSettings
    """Settings of the issuer."""
    metadata: Metadata
    """Key-value pairs that only administrators see."""
    created_at: int
    """When it was created. Unix time in milliseconds."""
    updated_at: int | None = None
    """When it was last updated; absent or null if never. Unix time in milliseconds."""
    access_mode: str | None
    """Access mode, for example `approval`."""
    auth_method_count: int
    """Number of authentication methods. At least 0."""
    enabled_login_method_count: int
    """Number of enabled sign-in methods. At least 0."""
    enabled_signup_method_count: int
    """Number of enabled sign-up methods. At least 0."""
    available_scope_count: int
    """Number of available scopes. At least 0."""
    branding_configured: bool
    """Whether branding is configured."""
    readiness: str
    """Readiness of the issuer, for example `review`."""

    @property
    def status_time(self) -> datetime | None:
        """`status_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.status_at)

    @property
    def created_time(self) -> datetime | None:
        """`created_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.created_at)

    @property
    def updated_time(self) -> datetime | None:
        """`updated_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.updated_at)


from authpi_core.models.issuer_links import IssuerLinks
from authpi_core.models.issuer_settings import IssuerSettings
