"""The model `ClientListItem`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.model import Model
from authpi_core.units import to_datetime

if TYPE_CHECKING:
    from datetime import datetime


class ClientListItem(Model):
    """A client, as returned in lists."""

    id: str
    """Starts with `c_`."""
    issuer_id: str
    status: OpenClientStatus
    type: str
    confidential: bool
    """Whether the client has a secret."""
    secret_rotated_at: int | None = None
    """When its secret was last rotated. Unix time in milliseconds."""
    name: str
    description: str | None
    logo_url: str | None
    scopes: list[str]
    protocol: str
    application_type: OpenApplicationType | None
    grant_types: list[str] | None = None
    redirect_uri_count: int | None = None
    """At least 0."""
    configuration_indexed: bool | None = None
    status_at: int | None = None
    """When the status last changed. Unix time in milliseconds."""
    created_at: int
    """When it was created. Unix time in milliseconds."""
    updated_at: int | None = None
    """When it was last updated; absent or null if never. Unix time in milliseconds."""

    @property
    def secret_rotated_time(self) -> datetime | None:
        """`secret_rotated_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.secret_rotated_at)

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


from authpi_core.models.application_type import OpenApplicationType
from authpi_core.models.client_status import OpenClientStatus
