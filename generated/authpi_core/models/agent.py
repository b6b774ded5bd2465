"""The model `Agent`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.model import Model
from authpi_core.types import Metadata
from authpi_core.units import to_datetime

if TYPE_CHECKING:
    from datetime import datetime


class Agent(Model):
    """A non-human identity."""

    id: str
    """Starts with `agt_`."""
    issuer_id: str
    """Id of the issuer."""
    name: str
    """Name of the agent."""
    description: str | None = None
    """Description of the agent."""
    model: str | None = None
    """AI model that the agent uses."""
    provider: str | None = None
    """Provider of the AI model."""
    version: str | None = None
    """Version of the agent."""
    status: OpenAgentStatus
    """Status of the agent."""
    status_at: int | None = None
    """When the status last changed. Unix time in milliseconds."""
    status_reason: str | None = None
    """Reason for the last status change. At most 1000 characters."""
    scopes: list[str] | None = None
    """Scopes of the agent."""
    verifiers: list[str] | None = None
    """Types of the agent's verifiers; only in lists."""
    metadata: Metadata | None = None
    """Key-value pairs that only administrators see."""
    created_at: int
    """When it was created. Unix time in milliseconds."""
    updated_at: int | None = None
    """When it was last updated; absent or null if never. Unix time in milliseconds."""

    @property
    def status_time(self) -> datetime | None:
        """`status_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.status_at)

    @property
    def created_time(self) -> datetime | None:
        """`created_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.created_at)

    @property
    def updated_time(self) -> datetime | None:
        """`updated_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.updated_at)


from authpi_core.models.agent_status import OpenAgentStatus
