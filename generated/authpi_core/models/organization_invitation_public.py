"""The model OrganizationInvitationPublic."""

from __future__ import annotations

from authpi_core.model import Model
from authpi_core.types import Metadata


class OrganizationInvitationPublic(Model):
    """An invitation to join an organization."""

    id: str
    """Starts with `inv_`."""
    org_id: str
    issuer_id: str
    status: OpenInvitationStatus
    email_invited: str
    """In lower case."""
    user_id_invited: str | None = None
    user_title: str | None
    message: str | None
    scopes: list[str]
    """Scopes of the membership once accepted."""
    inviter: Inviter | None = None
    created_at: int
    """When it was created. Unix time in milliseconds."""
    expires_at: int
    """When it lapses. Unix time in milliseconds."""
    accepted_at: int | None = None
    """When it was accepted. Unix time in milliseconds."""
    declined_at: int | None = None
    """When it was declined. Unix time in milliseconds."""
    revoked_at: int | None = None
    """When it was revoked. Unix time in milliseconds."""
    last_email_sent_at: int | None = None
    """When it was last sent. Unix time in milliseconds."""
    metadata: Metadata | None = None


from authpi_core.models.invitation_status import OpenInvitationStatus
from authpi_core.models.inviter import Inviter
