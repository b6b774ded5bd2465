"""The enum `TokenSignatureAlgorithm`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from authpi_core.model import OpenEnum


class TokenSignatureAlgorithm(StrEnum):
    """Known values."""

    ES256 = "ES256"
    RS256 = "RS256"
    EDDSA = "EdDSA"


TokenSignatureAlgorithmInput: TypeAlias = TokenSignatureAlgorithm | Literal["ES256", "RS256", "EdDSA"]
"""The type in bodies and filters: a member or its value."""

OpenTokenSignatureAlgorithm: TypeAlias = Annotated[TokenSignatureAlgorithm | str, OpenEnum(TokenSignatureAlgorithm)]
"""The type in responses: a member, or a string for a value that this version does not know."""
