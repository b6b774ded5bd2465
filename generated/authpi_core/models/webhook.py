"""The model `Webhook`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.model import Model
from authpi_core.types import JsonObject, Metadata
from authpi_core.units import to_datetime

if TYPE_CHECKING:
    from datetime import datetime


class Webhook(Model):
    """A subscription to events, delivered by HTTP POST."""

    id: str
    """Starts with `wh_`."""
    account_id: str
    """Id of the account."""
    name: str
    """Name of the webhook."""
    description: str | None = None
    """Description of the webhook."""
    url: str
    """URL that events are delivered to."""
    status: OpenWebhookStatus | None = None
    """Status of the webhook."""
    status_at: int | None = None
    """When the status last changed. Unix time in milliseconds."""
    status_reason: str | None = None
    """Reason for the last status change. At most 1000 characters."""
    status_by: str | None = None
    """Author of the last status change. At most 200 characters."""
    auth: WebhookAuth
    """How deliveries are authenticated."""
    events: list[str]
    """Types of the events that are delivered."""
    subjects: list[JsonObject] | None = None
    """A filter on the subjects of events."""
    retry: JsonObject | None = None
    """Retry policy."""
    circuit_breaker: JsonObject | None = None
    """Circuit breaker policy."""
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


from authpi_core.models.webhook_auth import WebhookAuth
from authpi_core.models.webhook_status import OpenWebhookStatus
