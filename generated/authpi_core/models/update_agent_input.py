"""The body UpdateAgentInput."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class UpdateAgentInput(TypedDict):
    """Changes to an agent; what is absent stays."""

    name: NotRequired[str]
    description: NotRequired[str | None]
    model: NotRequired[str | None]
    """Model that drives the agent."""
    provider: NotRequired[str | None]
    """Who provides the model."""
    version: NotRequired[str | None]
    status: NotRequired[AgentStatusInput]
    status_reason: NotRequired[str]
    scopes: NotRequired[list[str]]
    metadata: NotRequired[Metadata]


from authpi_core.models.agent_status import AgentStatusInput
from authpi_core.types import Metadata
