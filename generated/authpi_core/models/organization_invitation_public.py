"""The model `OrganizationInvitationPublic`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.model import Model
from authpi_core.types import Metadata
from authpi_core.units import to_datetime

if TYPE_CHECKING:
    from datetime import datetime


class OrganizationInvitationPublic(Model):
    """An invitation to join an organization."""

    id: str
    """Starts with `inv_`."""
    org_id: str
    """Id of the organization."""
    issuer_id: str
    """Id of the issuer."""
    status: OpenInvitationStatus
    """Status of the invitation."""
    email_invited: str
    """Email address of the invited person, in lower case."""
    user_id_invited: str | None = None
    """Id of the invited user."""
    user_title: str | None
    """Title of the invited person."""
    message: str | None
    """Message to the invited person."""
    scopes: list[str]
    """Scopes of the membership that acceptance creates."""
    inviter: Inviter | None = None
    """Sender that the invitation names."""
    created_at: int
    """When it was created. Unix time in milliseconds."""
    expires_at: int
    """When it expires. Unix time in milliseconds."""
    accepted_at: int | None = None
    """When it was accepted. Unix time in milliseconds."""
    declined_at: int | None = None
    """When it was declined. Unix time in milliseconds."""
    revoked_at: int | None = None
    """When it was revoked. Unix time in milliseconds."""
    last_email_sent_at: int | None = None
    """When it was last sent. Unix time in milliseconds."""
    metadata: Metadata | None = None
    """Key-value pairs that only administrators see."""

    @property
    def created_time(self) -> datetime | None:
        """`created_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.created_at)

    @property
    def expires_time(self) -> datetime | None:
        """`expires_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.expires_at)

    @property
    def accepted_time(self) -> datetime | None:
        """`accepted_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.accepted_at)

    @property
    def declined_time(self) -> datetime | None:
        """`declined_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.declined_at)

    @property
    def revoked_time(self) -> datetime | None:
        """`revoked_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.revoked_at)

    @property
    def last_email_sent_time(self) -> datetime | None:
        """`last_email_sent_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.last_email_sent_at)


from authpi_core.models.invitation_status import OpenInvitationStatus
from authpi_core.models.inviter import Inviter
