"""The model `User`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.model import Model
from authpi_core.types import JsonObject, Metadata
from authpi_core.units import to_datetime

if TYPE_CHECKING:
    from datetime import datetime


class User(Model):
    """A user of an issuer."""

    id: str
    """Starts with `usr_`."""
    issuer_id: str
    """Id of the issuer."""
    status: OpenUserStatus
    """Status of the user."""
    status_at: int | None = None
    """When the status last changed. Unix time in milliseconds."""
    status_reason: str | None = None
    """Reason for the last status change. At most 1000 characters."""
    status_by: str | None = None
    """Author of the last status change. At most 200 characters."""
    username_type: OpenUsernameType
    """Type of username."""
    username: str
    """Username."""
    profile: UserProfile
    """Profile of the user."""
    scopes: list[str] | None = None
    """Scopes of the user."""
    security: JsonObject | None = None
    """Security state of the user."""
    compliance: JsonObject | None = None
    """Compliance data, for example consents."""
    preferences: JsonObject | None = None
    """Preferences of the user."""
    approval: JsonObject | None = None
    """Result of the approval."""
    custom_fields: JsonObject | None = None
    """Values of custom fields, visible to the user."""
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
    def created_time(self) -> datetime | None:
        """`created_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.created_at)

    @property
    def updated_time(self) -> datetime | None:
        """`updated_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.updated_at)


from authpi_core.models.user_profile import UserProfile
from authpi_core.models.user_status import OpenUserStatus
from authpi_core.models.username_type import OpenUsernameType
