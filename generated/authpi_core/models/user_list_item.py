"""The model `UserListItem`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import AliasChoices, Field

from authpi_core.model import Model
from authpi_core.units import to_datetime

if TYPE_CHECKING:
    from datetime import datetime


class UserListItem(Model):
    """A user, as returned in lists."""

    user_id: str = Field(validation_alias=AliasChoices("user_id", "id"), serialization_alias="user_id")
    """Id of the user; starts with `usr_`."""
    issuer_id: str
    """Id of the issuer."""
    username_hash: str
    """Hash of the username. `users.get` returns the username itself."""
    username_type: OpenUsernameType
    """Type of username."""
    status: OpenUserStatus
    """Status of the user."""
    store_id: str
    """Identity store that holds the user."""
    region: str | None
    """Region where the user's data is stored."""
    created_at: int | float
    """When the user was created. Unix time in milliseconds."""
    updated_at: int | float
    """When the user was last changed. Unix time in milliseconds."""

    @property
    def id(self) -> str:
        """Alias of `user_id`: the name of the field in the resource itself."""
        return self.user_id

    @property
    def created_time(self) -> datetime | None:
        """`created_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.created_at)

    @property
    def updated_time(self) -> datetime | None:
        """`updated_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.updated_at)


from authpi_core.models.user_status import OpenUserStatus
from authpi_core.models.username_type import OpenUsernameType
