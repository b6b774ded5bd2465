"""The body `CreateAgentInput`."""

from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import Metadata


class CreateAgentInput(TypedDict):
    """The agent to create."""

    name: str
    """Name of the agent. At least 1 character."""
    description: NotRequired[str | None]
    """Description of the agent."""
    model: NotRequired[str | None]
    """AI model that the agent uses."""
    provider: NotRequired[str | None]
    """Provider of the AI model."""
    version: NotRequired[str | None]
    """Version of the agent."""
    scopes: NotRequired[list[str]]
    """Scopes of the agent. At most 256 items."""
    metadata: NotRequired[Metadata]
    """Key-value pairs that only administrators see."""
