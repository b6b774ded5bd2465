"""The model ApiKeyListItem."""

from __future__ import annotations

from authpi_core.model import Model


class ApiKeyListItem(Model):
    """An API key as it stands in a list."""

    id: str
    org_id: str
    issuer_id: str
    type: str | None = None
    status: OpenApiKeyStatus
    name: str
    description: str | None
    tags: list[str] | None = None
    scopes: list[str] | None = None
    ip_allowlist: list[str] | None = None
    expires_at: int | None
    """When it stops working. Unix time in milliseconds."""
    secret_hint: str | None
    last_rotated_at: int | None = None
    """When its secret was last rotated. Unix time in milliseconds."""
    status_at: int | None = None
    """When the status last changed. Unix time in milliseconds."""
    created_at: int
    """When it was created. Unix time in milliseconds."""
    updated_at: int | None
    """When it was last changed. Unix time in milliseconds."""


from authpi_core.models.api_key_status import OpenApiKeyStatus
