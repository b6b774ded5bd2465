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
"""What a body or a filter takes: a member or its value."""

OpenTokenSignatureAlgorithm: TypeAlias = Annotated[TokenSignatureAlgorithm | str, OpenEnum(TokenSignatureAlgorithm)]
"""What a response holds: a member, or a string that this version does not know."""
