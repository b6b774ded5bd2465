"""The body `CreateClientInput`."""

from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import Metadata


class CreateClientInput(TypedDict):
    """The client to create.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    name: str
    """At least 1 character."""
    description: NotRequired[str | None]
    logo_url: NotRequired[str | None]
    application_type: NotRequired["ApplicationTypeInput"]
    settings: NotRequired["ClientSettingsInput"]
    metadata: NotRequired[Metadata]


from authpi_core.models.application_type import ApplicationTypeInput
from authpi_core.models.client_settings_input import ClientSettingsInput
