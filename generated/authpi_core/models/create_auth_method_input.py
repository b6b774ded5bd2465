"""The body `CreateAuthMethodInput`."""

from typing import NotRequired

from typing_extensions import TypedDict

from authpi_core.types import JsonObject


class CreateAuthMethodInput(TypedDict):
    """The authentication method to create.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    method: "AuthMethodKindInput"
    """Kind of authentication method."""
    name: NotRequired[str]
    """Name of the authentication method."""
    enabled: NotRequired[bool]
    """Whether the authentication method is enabled."""
    settings: NotRequired[JsonObject]
    """Settings of the authentication method."""


from authpi_core.models.auth_method_kind import AuthMethodKindInput
