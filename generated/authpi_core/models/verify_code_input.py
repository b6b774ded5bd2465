"""The body `VerifyCodeInput`."""

from typing_extensions import TypedDict


class VerifyCodeInput(TypedDict):
    """The code to verify.

    Its members are inferred, not documented: treat them as unverified.
    """

    code: str
