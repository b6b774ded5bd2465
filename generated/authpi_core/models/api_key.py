"""The model `ApiKey`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.model import Model
from authpi_core.types import Metadata
from authpi_core.units import to_datetime

if TYPE_CHECKING:
    from datetime import datetime


class ApiKey(Model):
    """An API key: an id and a secret, sent as HTTP Basic credentials."""

    id: str
    """Starts with `key_`."""
    org_id: str
    """Id of the organization."""
    issuer_id: str
    """Id of the issuer."""
    type: str
    """Type of the API key."""
    name: str
    """Name of the API key."""
    description: str | None = None
    """Description of the API key."""
    tags: list[str] | None = None
    """Tags of the API key."""
    restrictions: ApiKeyRestrictions
    """Allowed scopes and addresses."""
    status: OpenApiKeyStatus | None = None
    """Status of the API key."""
    status_at: int | None = None
    """When the status last changed. Unix time in milliseconds."""
    status_reason: str | None = None
    """Reason for the last status change. At most 1000 characters."""
    status_by: str | None = None
    """Author of the last status change. At most 200 characters."""
    expires_at: int | None = None
    """When it expires. Unix time in milliseconds."""
    secret: ApiKeySecret
    """How the secret is stored."""
    metadata: Metadata | None = None
    """Key-value pairs that only administrators see."""
    created_at: int
    """When it was created. Unix time in milliseconds."""
    updated_at: int | None = None
    """When it was last updated; absent or null if never. Unix time in milliseconds."""

    @property
    def status_time(self) -> datetime | None:
        """`status_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.status_at)

    @property
    def expires_time(self) -> datetime | None:
        """`expires_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.expires_at)

    @property
    def created_time(self) -> datetime | None:
        """`created_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.created_at)

    @property
    def updated_time(self) -> datetime | None:
        """`updated_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.updated_at)


from authpi_core.models.api_key_restrictions import ApiKeyRestrictions
from authpi_core.models.api_key_secret import ApiKeySecret
from authpi_core.models.api_key_status import OpenApiKeyStatus
