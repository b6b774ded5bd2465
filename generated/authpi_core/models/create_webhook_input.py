"""The body `CreateWebhookInput`."""

from collections.abc import Sequence
from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import JsonObject, Metadata


class CreateWebhookInput(TypedDict):
    """A new webhook."""

    name: str
    """Shown in lists. At least 1 character."""
    description: NotRequired[str | None]
    url: str
    status: NotRequired["WebhookStatusInput"]
    auth: "WebhookAuthInput"
    events: "Sequence[WebhookEventTypeInput]"
    """At least 1 item."""
    subjects: NotRequired[Sequence[JsonObject] | None]
    """A filter on the subjects of events."""
    retry: NotRequired[JsonObject | None]
    """Retry policy."""
    circuit_breaker: NotRequired[JsonObject | None]
    """When to stop delivering."""
    metadata: NotRequired[Metadata]


from authpi_core.models.webhook_auth_input import WebhookAuthInput
from authpi_core.models.webhook_event_type import WebhookEventTypeInput
from authpi_core.models.webhook_status import WebhookStatusInput
