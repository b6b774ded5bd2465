"""The model `PersonalTokenListItem`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.model import Model
from authpi_core.units import to_datetime

if TYPE_CHECKING:
    from datetime import datetime


class PersonalTokenListItem(Model):
    """A personal token, as returned in lists."""

    id: str
    """Id of the token."""
    user_id: str
    """Id of the user."""
    issuer_id: str
    """Id of the issuer."""
    status: OpenPersonalTokenStatus
    """Status of the token."""
    name: str
    """Name of the token."""
    description: str | None
    """Description of the token."""
    tags: list[str]
    """Tags of the token."""
    scopes: list[str]
    """Scopes of the token."""
    audience: str | None
    """Audience of the token."""
    expires_at: int | float | None
    """When it expires. Unix time in milliseconds."""
    created_at: int | float
    """When it was created. Unix time in milliseconds."""
    updated_at: int | float | None
    """When it was last updated. Unix time in milliseconds."""

    @property
    def expires_time(self) -> datetime | None:
        """`expires_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.expires_at)

    @property
    def created_time(self) -> datetime | None:
        """`created_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.created_at)

    @property
    def updated_time(self) -> datetime | None:
        """`updated_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.updated_at)


from authpi_core.models.personal_token_status import OpenPersonalTokenStatus
