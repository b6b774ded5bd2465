"""The body `CreateAgentInput`."""

from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import Metadata


class CreateAgentInput(TypedDict):
    """A new agent."""

    name: str
    """At least 1 character."""
    description: NotRequired[str | None]
    model: NotRequired[str | None]
    """Model that drives the agent."""
    provider: NotRequired[str | None]
    """Who provides the model."""
    version: NotRequired[str | None]
    scopes: NotRequired[list[str]]
    """At most 256 items."""
    metadata: NotRequired[Metadata]
