"""The model `Group`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.model import Model
from authpi_core.types import Metadata
from authpi_core.units import to_datetime

if TYPE_CHECKING:
    from datetime import datetime


class Group(Model):
    """A group of members that share scopes."""

    id: str
    """Id of the group."""
    org_id: str
    """Id of the organization."""
    issuer_id: str
    """Id of the issuer."""
    name: str
    """Name of the group."""
    description: str | None
    """Description of the group."""
    scopes: list[str]
    """Scopes of the group."""
    metadata: Metadata | None = None
    """Key-value pairs that only administrators see."""
    created_at: int
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
