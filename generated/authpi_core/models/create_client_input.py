"""The body `CreateClientInput`."""

from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import Metadata


class CreateClientInput(TypedDict):
    """The client to create.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    name: str
    """Name of the client. At least 1 character."""
    description: NotRequired[str | None]
    """Description of the client."""
    logo_url: NotRequired[str | None]
    """URL of the logo."""
    application_type: NotRequired["ApplicationTypeInput"]
    """Type of the application."""
    settings: NotRequired["ClientSettingsInput"]
    """Settings of the client."""
    metadata: NotRequired[Metadata]
    """Key-value pairs that only administrators see."""


from authpi_core.models.application_type import ApplicationTypeInput
from authpi_core.models.client_settings_input import ClientSettingsInput
