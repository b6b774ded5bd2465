"""The body `WebhookBearerAuthInput`."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict


class WebhookBearerAuthInput(TypedDict):
    """Deliveries with `Authorization: Bearer`."""

    type: Literal["bearer"]
    """Always `bearer`."""
    bearer_token: NotRequired[str]
    """Token to use instead of a generated one. Inferred, not documented."""
