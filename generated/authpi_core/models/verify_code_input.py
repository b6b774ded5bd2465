"""The body `VerifyCodeInput`."""

from typing_extensions import TypedDict


class VerifyCodeInput(TypedDict):
    """The code to verify.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    code: str
    """Code to verify."""
