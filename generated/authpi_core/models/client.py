"""The model `Client`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.model import Model
from authpi_core.types import Metadata
from authpi_core.units import to_datetime

if TYPE_CHECKING:
    from datetime import datetime


class Client(Model):
    """An application registered with an issuer."""

    id: str
    """Starts with `c_`."""
    issuer_id: str
    """Id of the issuer."""
    status: OpenClientStatus
    """Status of the client."""
    type: str
    """Type of the client."""
    confidential: bool
    """Whether the client has a secret."""
    secret_rotated_at: int | None = None
    """When its secret was last rotated. Unix time in milliseconds."""
    name: str
    """Name of the client."""
    description: str | None
    """Description of the client."""
    logo_url: str | None
    """URL of the logo."""
    settings: ClientSettings
    """Settings of the client."""
    status_at: int | None = None
    """When the status last changed. Unix time in milliseconds."""
    metadata: Metadata | None = None
    """Key-value pairs that only administrators see."""
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


from authpi_core.models.client_settings import ClientSettings
from authpi_core.models.client_status import OpenClientStatus
