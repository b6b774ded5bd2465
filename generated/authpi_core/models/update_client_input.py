"""The body UpdateClientInput."""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict


class UpdateClientInput(TypedDict):
    """Changes to a client; what is absent stays.

    Its members are inferred, not documented: treat them as unverified.
    """

    name: NotRequired[str]
    description: NotRequired[str | None]
    logo_url: NotRequired[str | None]
    status: NotRequired[ClientStatusInput]
    settings: NotRequired[ClientSettingsInput | dict[str, Any]]
    metadata: NotRequired[Metadata]


from authpi_core.models.client_settings_input import ClientSettingsInput
from authpi_core.models.client_status import ClientStatusInput
from authpi_core.types import Metadata
