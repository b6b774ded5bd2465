"""The body WebhookNoAuthInput."""

from __future__ import annotations

from typing import Literal, TypedDict


class WebhookNoAuthInput(TypedDict):
    """Deliveries without authentication, for tests."""

    type: Literal["none"]
