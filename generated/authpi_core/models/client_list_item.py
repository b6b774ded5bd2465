"""The model ClientListItem."""

from __future__ import annotations

from authpi_core.model import Model


class ClientListItem(Model):
    """A client as it stands in a list."""

    id: str
    """Starts with `c_`."""
    issuer_id: str
    status: OpenClientStatus
    type: str
    confidential: bool
    """Whether it has a secret."""
    secret_rotated_at: int | None = None
    """When its secret was last rotated. Unix time in milliseconds."""
    name: str
    description: str | None
    logo_url: str | None
    scopes: list[str]
    protocol: str
    application_type: OpenApplicationType | None
    grant_types: list[str] | None = None
    redirect_uri_count: int | None = None
    configuration_indexed: bool | None = None
    status_at: int | None = None
    """When the status last changed. Unix time in milliseconds."""
    created_at: int
    """When it was created. Unix time in milliseconds."""
    updated_at: int | None = None
    """When it was last changed; absent or null if never. Unix time in milliseconds."""


from authpi_core.models.application_type import OpenApplicationType
from authpi_core.models.client_status import OpenClientStatus
