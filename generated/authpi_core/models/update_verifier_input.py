"""The body `UpdateVerifierInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class UpdateVerifierInput(TypedDict):
    """Changes to a verifier.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    name: NotRequired[str | None]
    status: NotRequired[str]
