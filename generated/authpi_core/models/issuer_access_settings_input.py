"""The body `IssuerAccessSettingsInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class IssuerAccessSettingsInput(TypedDict):
    """Who may sign up and in, and for how long."""

    mode: NotRequired[str | None]
    """For example `open` or `approval`."""
    sessions: NotRequired["IssuerSessionSettingsInput | None"]


from authpi_core.models.issuer_session_settings_input import IssuerSessionSettingsInput
