"""The body `IssuerAccessSettingsInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class IssuerAccessSettingsInput(TypedDict):
    """Settings of sign-up, sign-in and sessions."""

    mode: NotRequired[str | None]
    """Access mode, for example `open` or `approval`. Inferred, not documented."""
    sessions: NotRequired["IssuerSessionSettingsInput | None"]
    """Settings of sessions."""


from authpi_core.models.issuer_session_settings_input import IssuerSessionSettingsInput
