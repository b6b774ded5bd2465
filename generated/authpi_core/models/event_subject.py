"""The model `EventSubject`."""

from __future__ import annotations

from authpi_core.model import Model


class EventSubject(Model):
    """Resource that the event is about."""

    user_id: str | None = None
    """Id of the user."""
    agent_id: str | None = None
    """Id of the agent."""
    client_id: str | None = None
    """Id of the client. Inferred, not documented."""
    org_id: str | None = None
    """Id of the organization. Inferred, not documented."""
    issuer_id: str | None = None
    """Id of the issuer. Inferred, not documented."""
