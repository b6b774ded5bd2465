"""The body IssuerAccessSettingsInput."""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict


class IssuerAccessSettingsInput(TypedDict):
    """Who may sign up and in, and for how long."""

    mode: NotRequired[str | None]
    """For example `open` or `approval`."""
    sessions: NotRequired[IssuerSessionSettingsInput | dict[str, Any] | None]


from authpi_core.models.issuer_session_settings_input import IssuerSessionSettingsInput
