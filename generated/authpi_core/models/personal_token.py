"""The model `PersonalToken`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.model import Model
from authpi_core.types import Metadata
from authpi_core.units import to_datetime

if TYPE_CHECKING:
    from datetime import datetime


class PersonalToken(Model):
    """A long-lived token that authenticates as its user."""

    id: str
    """Starts with `ptk_`."""
    user_id: str
    """Id of the user."""
    issuer_id: str
    """Id of the issuer."""
    type: str
    """Type of the token."""
    name: str
    """Name of the token."""
    description: str | None = None
    """Description of the token."""
    tags: list[str] | None = None
    """Tags of the token."""
    restrictions: ApiKeyRestrictions
    """Allowed scopes and addresses."""
    status: OpenPersonalTokenStatus | None = None
    """Status of the token."""
    status_at: int | None = None
    """When the status last changed. Unix time in milliseconds."""
    status_reason: str | None = None
    """Reason for the last status change. At most 1000 characters."""
    status_by: str | None = None
    """Author of the last status change. At most 200 characters."""
    expires_at: int | None = None
    """When it expires. Unix time in milliseconds."""
    audience: str | None = None
    """Audience of the token."""
    jti: str | None = None
    """The token's `jti` claim."""
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
from authpi_core.models.personal_token_status import OpenPersonalTokenStatus
