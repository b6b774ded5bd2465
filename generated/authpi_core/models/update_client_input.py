"""The body `UpdateClientInput`."""

from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import Metadata


class UpdateClientInput(TypedDict):
    """Changes to a client. Fields that are absent stay unchanged.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    name: NotRequired[str]
    """Name of the client. At least 1 character."""
    description: NotRequired[str | None]
    """Description of the client."""
    logo_url: NotRequired[str | None]
    """URL of the logo."""
    status: NotRequired["ClientStatusInput"]
    """Status of the client."""
    settings: NotRequired["ClientSettingsInput"]
    """Settings of the client."""
    metadata: NotRequired[Metadata]
    """Key-value pairs that only administrators see."""


from authpi_core.models.client_settings_input import ClientSettingsInput
from authpi_core.models.client_status import ClientStatusInput
