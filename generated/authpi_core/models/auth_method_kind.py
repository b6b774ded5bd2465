"""The enum `AuthMethodKind`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from authpi_core.model import OpenEnum


class AuthMethodKind(StrEnum):
    """Kind of authentication method."""

    PASSWORD = "password"
    TEMPORARY_PASSWORD = "temporary-password"
    EMAIL_LINK = "email-link"
    OAUTH2 = "oauth2"
    WEBAUTHN = "webauthn"
    TOTP_APP = "totp_app"
    BACKUP_CODES = "backup_codes"


AuthMethodKindInput: TypeAlias = (
    AuthMethodKind
    | Literal["password", "temporary-password", "email-link", "oauth2", "webauthn", "totp_app", "backup_codes"]
)
"""The type in bodies and filters: a member or its value."""

OpenAuthMethodKind: TypeAlias = Annotated[AuthMethodKind | str, OpenEnum(AuthMethodKind)]
"""The type in responses: a member, or a string for a value that this version does not know."""
