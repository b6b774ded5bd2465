"""The enum `CallerType`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from authpi_core.model import OpenEnum


class CallerType(StrEnum):
    """Type of the credential that made the request."""

    API_KEY = "api_key"
    USER = "user"
    PERSONAL_TOKEN = "personal_token"


CallerTypeInput: TypeAlias = CallerType | Literal["api_key", "user", "personal_token"]
"""The type in bodies and filters: a member or its value."""

OpenCallerType: TypeAlias = Annotated[CallerType | str, OpenEnum(CallerType)]
"""The type in responses: a member, or a string for a value that this version does not know."""
