"""The body `WebhookNoAuthInput`."""

from typing import Literal

from typing_extensions import TypedDict


class WebhookNoAuthInput(TypedDict):
    """Deliveries without authentication; only for testing."""

    type: Literal["none"]
    """Always `none`."""
