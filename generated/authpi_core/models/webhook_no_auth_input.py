"""The body `WebhookNoAuthInput`."""

from typing import Literal

from typing_extensions import TypedDict


class WebhookNoAuthInput(TypedDict):
    """Deliveries without authentication, for tests."""

    type: Literal["none"]
    """Always `none`."""
