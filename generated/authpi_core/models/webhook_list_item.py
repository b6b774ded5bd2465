"""The model `WebhookListItem`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.model import Model
from authpi_core.units import to_datetime

if TYPE_CHECKING:
    from datetime import datetime


class WebhookListItem(Model):
    """A webhook, as returned in lists."""

    id: str
    """Id of the webhook."""
    account_id: str
    """Id of the account."""
    status: OpenWebhookStatus
    """Status of the webhook."""
    name: str
    """Name of the webhook."""
    description: str | None
    """Description of the webhook."""
    url: str
    """URL that events are delivered to."""
    auth_type: OpenWebhookAuthType
    """How deliveries are authenticated."""
    events: list[str]
    """Types of the events that are delivered."""
    status_at: int | None
    """When the status last changed. Unix time in milliseconds."""
    status_reason: str | None
    """Reason for the last status change."""
    status_by: str | None
    """Author of the last status change."""
    created_at: int
    """When it was created. Unix time in milliseconds."""
    updated_at: int | None
    """When it was last updated. Unix time in milliseconds."""

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


from authpi_core.models.webhook_auth_type import OpenWebhookAuthType
from authpi_core.models.webhook_status import OpenWebhookStatus
