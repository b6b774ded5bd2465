"""The model `EventSubject`."""

from __future__ import annotations

from authpi_core.model import Model


class EventSubject(Model):
    """Resource that the event is about."""

    user_id: str | None = None
    agent_id: str | None = None
    client_id: str | None = None
    org_id: str | None = None
    issuer_id: str | None = None
