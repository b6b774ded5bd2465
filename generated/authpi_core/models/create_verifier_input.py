"""The body `CreateVerifierInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class CreateVerifierInput(TypedDict):
    """The verifier to enroll.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    type: str
    """Type of the verifier."""
    name: NotRequired[str | None]
    """Name of the verifier."""
