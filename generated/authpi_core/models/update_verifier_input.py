"""The body `UpdateVerifierInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class UpdateVerifierInput(TypedDict):
    """Changes to a verifier.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    name: NotRequired[str | None]
    """Name of the verifier."""
    status: NotRequired[str]
    """Status of the verifier."""
