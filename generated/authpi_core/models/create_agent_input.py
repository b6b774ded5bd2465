"""The body CreateAgentInput."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class CreateAgentInput(TypedDict):
    """A new agent."""

    name: str
    description: NotRequired[str | None]
    model: NotRequired[str | None]
    """Model that drives the agent."""
    provider: NotRequired[str | None]
    """Who provides the model."""
    version: NotRequired[str | None]
    scopes: NotRequired[list[str]]
    metadata: NotRequired[Metadata]


from authpi_core.types import Metadata
