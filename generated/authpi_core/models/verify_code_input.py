"""The body `VerifyCodeInput`."""

from typing_extensions import TypedDict


class VerifyCodeInput(TypedDict):
    """A code to check.

    Its members are inferred, not documented: treat them as unverified.
    """

    code: str
