"""The model WebhookListItem."""

from __future__ import annotations

from authpi_core.model import Model


class WebhookListItem(Model):
    """A webhook as it stands in a list."""

    id: str
    account_id: str
    status: OpenWebhookStatus
    name: str
    description: str | None
    url: str
    auth_type: OpenWebhookAuthType
    events: list[str]
    status_at: int | None
    """When the status last changed. Unix time in milliseconds."""
    status_reason: str | None
    status_by: str | None
    created_at: int
    """When it was created. Unix time in milliseconds."""
    updated_at: int | None
    """When it was last changed. Unix time in milliseconds."""


from authpi_core.models.webhook_auth_type import OpenWebhookAuthType
from authpi_core.models.webhook_status import OpenWebhookStatus
