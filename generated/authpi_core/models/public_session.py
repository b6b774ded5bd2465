"""The model `PublicSession`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.model import Model
from authpi_core.types import JsonObject, Metadata
from authpi_core.units import to_datetime

if TYPE_CHECKING:
    from datetime import datetime


class PublicSession(Model):
    """A user's session."""

    id: str
    user_id: str
    issuer_id: str
    type: OpenSessionType
    status: OpenSessionStatus
    status_at: int | None = None
    """When the status last changed. Unix time in milliseconds."""
    status_reason: str | None = None
    """Why the status last changed. At most 1000 characters."""
    status_by: str | None = None
    """Who last changed the status. At most 200 characters."""
    authentication: JsonObject | None = None
    """How the user authenticated."""
    op_session_id: str | None = None
    """The sign-on that an `rp` session hangs on."""
    device: JsonObject | None = None
    """User agent, address and fingerprint."""
    location: JsonObject | None = None
    """Where the device was."""
    origin: str | None = None
    ttl: int | None = None
    """Life in seconds."""
    idle_timeout: int | None = None
    """Idle limit in seconds."""
    last_activity_at: int | None = None
    """Last activity. Unix time in milliseconds."""
    access_token_issued_at: int | None = None
    """Last access token. Unix time in milliseconds."""
    refresh_token_issued_at: int | None = None
    """Last refresh token. Unix time in milliseconds."""
    refresh_count: int | None = None
    compromised: bool | None = None
    compromised_at: int | None = None
    """When it was found compromised. Unix time in milliseconds."""
    compromised_reason: str | None = None
    revoked_reason: str | None = None
    metadata: Metadata | None = None
    created_at: int
    """When it was created. Unix time in milliseconds."""
    updated_at: int | None = None
    """When it was last changed; absent or null if never. Unix time in milliseconds."""
    expires_at: int | None = None
    """When it ends. Unix time in milliseconds."""
    revoked_at: int | None = None
    """When it was revoked. Unix time in milliseconds."""
    client: JsonObject | None = None
    """The client of an `rp` session."""

    @property
    def status_time(self) -> datetime | None:
        """`status_at` as an aware `datetime` in UTC; `None` where that is absent or not a time."""
        return to_datetime(self.status_at)

    @property
    def last_activity_time(self) -> datetime | None:
        """`last_activity_at` as an aware `datetime` in UTC; `None` where that is absent or not a time."""
        return to_datetime(self.last_activity_at)

    @property
    def access_token_issued_time(self) -> datetime | None:
        """`access_token_issued_at` as an aware `datetime` in UTC; `None` where that is absent or not a time."""
        return to_datetime(self.access_token_issued_at)

    @property
    def refresh_token_issued_time(self) -> datetime | None:
        """`refresh_token_issued_at` as an aware `datetime` in UTC; `None` where that is absent or not a time."""
        return to_datetime(self.refresh_token_issued_at)

    @property
    def compromised_time(self) -> datetime | None:
        """`compromised_at` as an aware `datetime` in UTC; `None` where that is absent or not a time."""
        return to_datetime(self.compromised_at)

    @property
    def created_time(self) -> datetime | None:
        """`created_at` as an aware `datetime` in UTC; `None` where that is absent or not a time."""
        return to_datetime(self.created_at)

    @property
    def updated_time(self) -> datetime | None:
        """`updated_at` as an aware `datetime` in UTC; `None` where that is absent or not a time."""
        return to_datetime(self.updated_at)

    @property
    def expires_time(self) -> datetime | None:
        """`expires_at` as an aware `datetime` in UTC; `None` where that is absent or not a time."""
        return to_datetime(self.expires_at)

    @property
    def revoked_time(self) -> datetime | None:
        """`revoked_at` as an aware `datetime` in UTC; `None` where that is absent or not a time."""
        return to_datetime(self.revoked_at)


from authpi_core.models.session_status import OpenSessionStatus
from authpi_core.models.session_type import OpenSessionType
