"""The model `AgentVerifierWithSecret`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from authpi_core.model import Model
from authpi_core.types import JsonObject
from authpi_core.units import to_datetime

if TYPE_CHECKING:
    from datetime import datetime


class AgentVerifierWithSecret(Model):
    """A new verifier. If its type is `secret`, this is the only response that contains the secret."""

    id: str
    """Id of the verifier."""
    agent_id: str
    """Id of the agent."""
    type: OpenAgentVerifierType
    """Type of the verifier."""
    status: str
    """Status of the verifier."""
    name: str | None
    """Name of the verifier."""
    description: str | None = None
    """Description of the verifier."""
    credential: JsonObject | None = None
    """Stored form of the credential, without the secret."""
    usage_count: int | None = None
    """Number of uses. At least 0."""
    last_used_at: int | None = None
    """When it was last used. Unix time in milliseconds."""
    created_at: int
    """When it was created. Unix time in milliseconds."""
    updated_at: int | None = None
    """When it was last updated; absent or null if never. Unix time in milliseconds."""
    secret: str | None = Field(default=None, repr=False)
    """The secret. It is returned only once."""

    @property
    def last_used_time(self) -> datetime | None:
        """`last_used_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.last_used_at)

    @property
    def created_time(self) -> datetime | None:
        """`created_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.created_at)

    @property
    def updated_time(self) -> datetime | None:
        """`updated_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.updated_at)


from authpi_core.models.agent_verifier_type import OpenAgentVerifierType
