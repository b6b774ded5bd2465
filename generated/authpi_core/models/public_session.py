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
    """Id of the session."""
    user_id: str
    """Id of the user."""
    issuer_id: str
    """Id of the issuer."""
    type: OpenSessionType
    """Type of the session."""
    status: OpenSessionStatus
    """Status of the session."""
    status_at: int | None = None
    """When the status last changed. Unix time in milliseconds."""
    status_reason: str | None = None
    """Reason for the last status change. At most 1000 characters."""
    status_by: str | None = None
    """Author of the last status change. At most 200 characters."""
    authentication: JsonObject | None = None
    """How the user authenticated."""
    op_session_id: str | None = None
    """Id of the `op` session that an `rp` session belongs to."""
    device: JsonObject | None = None
    """User agent, address and fingerprint."""
    location: JsonObject | None = None
    """Location of the device."""
    origin: str | None = None
    """Origin of the session."""
    ttl: int | None = None
    """Lifetime, in seconds."""
    idle_timeout: int | None = None
    """Maximum idle time, in seconds."""
    last_activity_at: int | None = None
    """When the session was last active. Unix time in milliseconds."""
    access_token_issued_at: int | None = None
    """When the last access token was issued. Unix time in milliseconds."""
    refresh_token_issued_at: int | None = None
    """When the last refresh token was issued. Unix time in milliseconds."""
    refresh_count: int | None = None
    """Number of token refreshes."""
    compromised: bool | None = None
    """Whether the session is compromised."""
    compromised_at: int | None = None
    """When it was marked as compromised. Unix time in milliseconds."""
    compromised_reason: str | None = None
    """Why the session is compromised."""
    revoked_reason: str | None = None
    """Reason for the revocation."""
    metadata: Metadata | None = None
    """Key-value pairs that only administrators see."""
    created_at: int
    """When it was created. Unix time in milliseconds."""
    updated_at: int | None = None
    """When it was last updated; absent or null if never. Unix time in milliseconds."""
    expires_at: int | None = None
    """When it expires. Unix time in milliseconds."""
    revoked_at: int | None = None
    """When it was revoked. Unix time in milliseconds."""
    client: JsonObject | None = None
    """Client of an `rp` session."""

    @property
    def status_time(self) -> datetime | None:
        """`status_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.status_at)

    @property
    def last_activity_time(self) -> datetime | None:
        """`last_activity_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.last_activity_at)

    @property
    def access_token_issued_time(self) -> datetime | None:
        """`access_token_issued_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.access_token_issued_at)

    @property
    def refresh_token_issued_time(self) -> datetime | None:
        """`refresh_token_issued_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.refresh_token_issued_at)

    @property
    def compromised_time(self) -> datetime | None:
        """`compromised_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.compromised_at)

    @property
    def created_time(self) -> datetime | None:
        """`created_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.created_at)

    @property
    def updated_time(self) -> datetime | None:
        """`updated_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.updated_at)

    @property
    def expires_time(self) -> datetime | None:
        """`expires_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.expires_at)

    @property
    def revoked_time(self) -> datetime | None:
        """`revoked_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.revoked_at)


from authpi_core.models.session_status import OpenSessionStatus
from authpi_core.models.session_type import OpenSessionType
