"""The model AgentVerifier."""

from __future__ import annotations

from authpi_core.model import Model
from authpi_core.types import JsonObject


class AgentVerifier(Model):
    """Something an agent proves its identity with."""

    id: str
    agent_id: str
    type: OpenAgentVerifierType
    status: str
    name: str | None
    description: str | None = None
    credential: JsonObject | None = None
    """What is kept of it."""
    usage_count: int | None = None
    last_used_at: int | None = None
    """When it was last used. Unix time in milliseconds."""
    created_at: int
    """When it was created. Unix time in milliseconds."""
    updated_at: int | None = None
    """When it was last changed; absent or null if never. Unix time in milliseconds."""


from authpi_core.models.agent_verifier_type import OpenAgentVerifierType
