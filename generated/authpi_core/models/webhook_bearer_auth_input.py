"""The body WebhookBearerAuthInput."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict


class WebhookBearerAuthInput(TypedDict):
    """Deliveries with `Authorization: Bearer`."""

    type: Literal["bearer"]
    bearer_token: NotRequired[str]
    """A token of your own, instead of a generated one."""
