"""The body `UpdateAgentInput`."""

from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import Metadata


class UpdateAgentInput(TypedDict):
    """Changes to an agent. Fields that are absent stay unchanged.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    name: NotRequired[str]
    """Name of the agent. At least 1 character."""
    description: NotRequired[str | None]
    """Description of the agent."""
    model: NotRequired[str | None]
    """AI model that the agent uses."""
    provider: NotRequired[str | None]
    """Provider of the AI model."""
    version: NotRequired[str | None]
    """Version of the agent."""
    status: NotRequired["AgentStatusInput"]
    """Status of the agent."""
    status_reason: NotRequired[str]
    """Reason for the status change. At most 1000 characters."""
    scopes: NotRequired[list[str]]
    """Scopes of the agent. At most 256 items."""
    metadata: NotRequired[Metadata]
    """Key-value pairs that only administrators see."""


from authpi_core.models.agent_status import AgentStatusInput
