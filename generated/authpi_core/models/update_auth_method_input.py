"""The body `UpdateAuthMethodInput`."""

from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import JsonObject


class UpdateAuthMethodInput(TypedDict):
    """Changes to a way to sign in; what is absent stays.

    Its members are inferred, not documented: treat them as unverified.
    """

    name: NotRequired[str]
    enabled: NotRequired[bool]
    settings: NotRequired[JsonObject]
    """Settings of the method."""
