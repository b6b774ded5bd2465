"""The model `ApiKeyListItem`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.model import Model
from authpi_core.units import to_datetime

if TYPE_CHECKING:
    from datetime import datetime


class ApiKeyListItem(Model):
    """An API key, as returned in lists."""

    id: str
    """Id of the API key."""
    org_id: str
    """Id of the organization."""
    issuer_id: str
    """Id of the issuer."""
    type: str | None = None
    """Type of the API key."""
    status: OpenApiKeyStatus
    """Status of the API key."""
    name: str
    """Name of the API key."""
    description: str | None
    """Description of the API key."""
    tags: list[str] | None = None
    """Tags of the API key."""
    scopes: list[str] | None = None
    """Scopes of the API key."""
    ip_allowlist: list[str] | None = None
    """IP addresses or CIDR ranges from which the key may be used."""
    expires_at: int | None
    """When it expires. Unix time in milliseconds."""
    secret_hint: str | None
    """Last characters of the secret."""
    last_rotated_at: int | None = None
    """When its secret was last rotated. Unix time in milliseconds."""
    status_at: int | None = None
    """When the status last changed. Unix time in milliseconds."""
    created_at: int
    """When it was created. Unix time in milliseconds."""
    updated_at: int | None
    """When it was last updated. Unix time in milliseconds."""

    @property
    def expires_time(self) -> datetime | None:
        """`expires_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.expires_at)

    @property
    def last_rotated_time(self) -> datetime | None:
        """`last_rotated_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.last_rotated_at)

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


from authpi_core.models.api_key_status import OpenApiKeyStatus
