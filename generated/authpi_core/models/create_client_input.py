"""The body CreateClientInput."""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict


class CreateClientInput(TypedDict):
    """A new client.

    Its members are inferred, not documented: treat them as unverified.
    """

    name: str
    description: NotRequired[str | None]
    logo_url: NotRequired[str | None]
    application_type: NotRequired[ApplicationTypeInput]
    settings: NotRequired[ClientSettingsInput | dict[str, Any]]
    metadata: NotRequired[Metadata]


from authpi_core.models.application_type import ApplicationTypeInput
from authpi_core.models.client_settings_input import ClientSettingsInput
from authpi_core.types import Metadata
