"""The enum `WebhookStatusFilter`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from authpi_core.model import OpenEnum


class WebhookStatusFilter(StrEnum):
    """Known values."""

    ACTIVE = "active"
    DISABLED = "disabled"
    DELETED = "deleted"


WebhookStatusFilterInput: TypeAlias = WebhookStatusFilter | Literal["active", "disabled", "deleted"]
"""The type in bodies and filters: a member or its value."""

OpenWebhookStatusFilter: TypeAlias = Annotated[WebhookStatusFilter | str, OpenEnum(WebhookStatusFilter)]
"""The type in responses: a member, or a string for a value that this version does not know."""
