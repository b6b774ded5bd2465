"""The body `CreateAgentInput`."""

from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import Metadata


class CreateAgentInput(TypedDict):
    """The agent to create."""

    name: str
    """At least 1 character."""
    description: NotRequired[str | None]
    model: NotRequired[str | None]
    """AI model that the agent uses."""
    provider: NotRequired[str | None]
    """Provider of the AI model."""
    version: NotRequired[str | None]
    scopes: NotRequired[list[str]]
    """At most 256 items."""
    metadata: NotRequired[Metadata]
