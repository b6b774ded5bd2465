"""The enum `WebhookAuthType`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from authpi_core.model import OpenEnum


class WebhookAuthType(StrEnum):
    """How a delivery proves that it comes from AuthPI."""

    NONE = "none"
    BEARER = "bearer"
    SIGNATURE = "signature"
    BEARER_SIGNATURE = "bearer+signature"


WebhookAuthTypeInput: TypeAlias = WebhookAuthType | Literal["none", "bearer", "signature", "bearer+signature"]
"""The type in bodies and filters: a member or its value."""

OpenWebhookAuthType: TypeAlias = Annotated[WebhookAuthType | str, OpenEnum(WebhookAuthType)]
"""The type in responses: a member, or a string for a value that this version does not know."""
