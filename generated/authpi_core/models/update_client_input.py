"""The body `UpdateClientInput`."""

from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import Metadata


class UpdateClientInput(TypedDict):
    """Changes to a client. Fields that are absent stay unchanged.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    name: NotRequired[str]
    """At least 1 character."""
    description: NotRequired[str | None]
    logo_url: NotRequired[str | None]
    status: NotRequired["ClientStatusInput"]
    settings: NotRequired["ClientSettingsInput"]
    metadata: NotRequired[Metadata]


from authpi_core.models.client_settings_input import ClientSettingsInput
from authpi_core.models.client_status import ClientStatusInput
