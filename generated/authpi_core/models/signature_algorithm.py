"""The enum `SignatureAlgorithm`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from authpi_core.model import OpenEnum


class SignatureAlgorithm(StrEnum):
    """Known values."""

    HMAC_SHA256 = "hmac-sha256"


SignatureAlgorithmInput: TypeAlias = SignatureAlgorithm | Literal["hmac-sha256"]
"""The type in bodies and filters: a member or its value."""

OpenSignatureAlgorithm: TypeAlias = Annotated[SignatureAlgorithm | str, OpenEnum(SignatureAlgorithm)]
"""The type in responses: a member, or a string for a value that this version does not know."""
