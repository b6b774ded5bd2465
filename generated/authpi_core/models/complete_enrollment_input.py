"""The body `CompleteEnrollmentInput`."""

from typing_extensions import TypedDict


class CompleteEnrollmentInput(TypedDict):
    """Code that completes an enrollment.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    enrollment_id: str
    """Id of the enrollment."""
    code: str
    """Code from the authenticator app."""
