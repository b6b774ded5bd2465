"""The body `CreateWebhookInput`."""

from collections.abc import Sequence
from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import JsonObject, Metadata


class CreateWebhookInput(TypedDict):
    """The webhook to create."""

    name: str
    """Name of the webhook. At least 1 character."""
    description: NotRequired[str | None]
    """Description of the webhook."""
    url: str
    """URL that events are delivered to."""
    status: NotRequired["WebhookStatusInput"]
    """Status of the webhook."""
    auth: "WebhookAuthInput"
    """How deliveries are authenticated."""
    events: "Sequence[WebhookEventTypeInput]"
    """Types of the events to deliver. At least 1 item."""
    subjects: NotRequired[Sequence[JsonObject] | None]
    """A filter on the subjects of events."""
    retry: NotRequired[JsonObject | None]
    """Retry policy."""
    circuit_breaker: NotRequired[JsonObject | None]
    """Circuit breaker policy."""
    metadata: NotRequired[Metadata]
    """Key-value pairs that only administrators see."""


from authpi_core.models.webhook_auth_input import WebhookAuthInput
from authpi_core.models.webhook_event_type import WebhookEventTypeInput
from authpi_core.models.webhook_status import WebhookStatusInput
