"""The body `CompleteEnrollmentInput`."""

from typing_extensions import TypedDict


class CompleteEnrollmentInput(TypedDict):
    """Code that completes an enrollment.

    Its members are inferred, not documented: treat them as unverified.
    """

    enrollment_id: str
    code: str
