"""The enum `ApplicationType`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from authpi_core.model import OpenEnum


class ApplicationType(StrEnum):
    """`spa` and `native` clients are public and use PKCE; `web` and `m2m` clients have a secret."""

    SPA = "spa"
    NATIVE = "native"
    WEB = "web"
    M2M = "m2m"


ApplicationTypeInput: TypeAlias = ApplicationType | Literal["spa", "native", "web", "m2m"]
"""The type in bodies and filters: a member or its value."""

OpenApplicationType: TypeAlias = Annotated[ApplicationType | str, OpenEnum(ApplicationType)]
"""The type in responses: a member, or a string for a value that this version does not know."""
