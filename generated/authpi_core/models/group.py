"""The model Group."""

from __future__ import annotations

from authpi_core.model import Model
from authpi_core.types import Metadata


class Group(Model):
    """A set of members with scopes in common."""

    id: str
    org_id: str
    issuer_id: str
    name: str
    description: str | None
    scopes: list[str]
    metadata: Metadata | None = None
    created_at: int
    """When it was created. Unix time in milliseconds."""
    updated_at: int | None = None
    """When it was last changed; absent or null if never. Unix time in milliseconds."""
