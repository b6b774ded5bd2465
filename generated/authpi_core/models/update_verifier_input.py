"""The body `UpdateVerifierInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class UpdateVerifierInput(TypedDict):
    """Changes to a verifier.

    Its members are inferred, not documented: treat them as unverified.
    """

    name: NotRequired[str | None]
    status: NotRequired[str]
