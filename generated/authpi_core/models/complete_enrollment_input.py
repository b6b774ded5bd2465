"""The body `CompleteEnrollmentInput`."""

from typing_extensions import TypedDict


class CompleteEnrollmentInput(TypedDict):
    """Proof that the app enrolled.

    Its members are inferred, not documented: treat them as unverified.
    """

    enrollment_id: str
    code: str
