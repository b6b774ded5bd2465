"""The body CreateAuthMethodInput."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class CreateAuthMethodInput(TypedDict):
    """A new way to sign in.

    Its members are inferred, not documented: treat them as unverified.
    """

    method: AuthMethodKindInput
    name: NotRequired[str]
    enabled: NotRequired[bool]
    settings: NotRequired[JsonObject]
    """Settings of the method."""


from authpi_core.models.auth_method_kind import AuthMethodKindInput
from authpi_core.types import JsonObject
