"""The body `UpdateAgentInput`."""

from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import Metadata


class UpdateAgentInput(TypedDict):
    """Changes to an agent. Fields that are absent stay unchanged."""

    name: NotRequired[str]
    """At least 1 character."""
    description: NotRequired[str | None]
    model: NotRequired[str | None]
    """AI model that the agent uses."""
    provider: NotRequired[str | None]
    """Provider of the AI model."""
    version: NotRequired[str | None]
    status: NotRequired["AgentStatusInput"]
    status_reason: NotRequired[str]
    """At most 1000 characters."""
    scopes: NotRequired[list[str]]
    """At most 256 items."""
    metadata: NotRequired[Metadata]


from authpi_core.models.agent_status import AgentStatusInput
