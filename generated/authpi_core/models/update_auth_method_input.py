"""The body `UpdateAuthMethodInput`."""

from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import JsonObject


class UpdateAuthMethodInput(TypedDict):
    """Changes to an authentication method. Fields that are absent stay unchanged.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    name: NotRequired[str]
    """Name of the authentication method."""
    enabled: NotRequired[bool]
    """Whether the authentication method is enabled."""
    settings: NotRequired[JsonObject]
    """Settings of the authentication method."""
