"""The model `PersonalTokenListItem`."""

from __future__ import annotations

from authpi_core.model import Model


class PersonalTokenListItem(Model):
    """A personal token as it stands in a list."""

    id: str
    user_id: str
    issuer_id: str
    status: OpenPersonalTokenStatus
    name: str
    description: str | None
    tags: list[str]
    scopes: list[str]
    audience: str | None
    expires_at: int | float | None
    """When it stops working. Unix time in milliseconds."""
    created_at: int | float
    """When it was created. Unix time in milliseconds."""
    updated_at: int | float | None
    """When it was last changed. Unix time in milliseconds."""


from authpi_core.models.personal_token_status import OpenPersonalTokenStatus
