"""The enum `WebhookStatus`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from authpi_core.model import OpenEnum


class WebhookStatus(StrEnum):
    """`failing`: too many consecutive deliveries failed."""

    ACTIVE = "active"
    DISABLED = "disabled"
    FAILING = "failing"
    DELETED = "deleted"


WebhookStatusInput: TypeAlias = WebhookStatus | Literal["active", "disabled", "failing", "deleted"]
"""The type in bodies and filters: a member or its value."""

OpenWebhookStatus: TypeAlias = Annotated[WebhookStatus | str, OpenEnum(WebhookStatus)]
"""The type in responses: a member, or a string for a value that this version does not know."""
