"""The model `IssuerAuthMethod`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.model import Model
from authpi_core.types import JsonObject
from authpi_core.units import to_datetime

if TYPE_CHECKING:
    from datetime import datetime


class IssuerAuthMethod(Model):
    """An authentication method of an issuer.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    id: str
    """Id of the authentication method."""
    method: OpenAuthMethodKind | None = None
    """Kind of authentication method."""
    name: str | None = None
    """Name of the authentication method."""
    enabled: bool | None = None
    """Whether the authentication method is enabled."""
    first_factor_only: bool | None = None
    """Whether the method is a first factor only."""
    settings: JsonObject | None = None
    """Settings of the authentication method."""
    created_at: int | None = None
    """When it was created. Unix time in milliseconds."""
    updated_at: int | None = None
    """When it was last updated; absent or null if never. Unix time in milliseconds."""

    @property
    def created_time(self) -> datetime | None:
        """`created_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.created_at)

    @property
    def updated_time(self) -> datetime | None:
        """`updated_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.updated_at)


from authpi_core.models.auth_method_kind import OpenAuthMethodKind
