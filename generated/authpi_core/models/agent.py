"""The model Agent."""

from __future__ import annotations

from authpi_core.model import Model
from authpi_core.types import Metadata


class Agent(Model):
    """A non-human identity."""

    id: str
    """Starts with `agt_`."""
    issuer_id: str
    name: str
    description: str | None = None
    model: str | None = None
    """Model that drives the agent."""
    provider: str | None = None
    """Who provides the model."""
    version: str | None = None
    status: OpenAgentStatus
    status_at: int | None = None
    """When the status last changed. Unix time in milliseconds."""
    status_reason: str | None = None
    """Why the status last changed."""
    scopes: list[str] | None = None
    verifiers: list[str] | None = None
    """Kinds of its verifiers, in lists."""
    metadata: Metadata | None = None
    created_at: int
    """When it was created. Unix time in milliseconds."""
    updated_at: int | None = None
    """When it was last changed; absent or null if never. Unix time in milliseconds."""


from authpi_core.models.agent_status import OpenAgentStatus
