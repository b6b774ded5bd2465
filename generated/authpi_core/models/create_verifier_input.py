"""The body `CreateVerifierInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class CreateVerifierInput(TypedDict):
    """The verifier to enroll.

    Its members are inferred, not documented: treat them as unverified.
    """

    type: str
    name: NotRequired[str | None]
