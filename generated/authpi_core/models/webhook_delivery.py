"""The model WebhookDelivery."""

from __future__ import annotations

from authpi_core.model import Model


class WebhookDelivery(Model):
    """An attempt, or a series of them, to deliver one event."""

    id: str
    webhook_id: str
    event_id: str
    event_type: str
    status: str
    attempt_count: int
    first_attempted_at: int | None
    """First attempt. Unix time in milliseconds."""
    last_attempted_at: int | None
    """Last attempt. Unix time in milliseconds."""
    next_attempt_at: int | None
    """Next attempt. Unix time in milliseconds."""
    retry_workflow_id: str | None
    attempt_budget: int | None
    """Attempts allowed in all."""
    last_error: str | None
    last_response_status: int | None
    """HTTP status."""
    created_at: int
    """When it was created. Unix time in milliseconds."""
    updated_at: int | None
    """When it was last changed. Unix time in milliseconds."""
