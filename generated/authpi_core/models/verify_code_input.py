"""The body VerifyCodeInput."""

from __future__ import annotations

from typing import TypedDict


class VerifyCodeInput(TypedDict):
    """A code to check.

    Its members are inferred, not documented: treat them as unverified.
    """

    code: str
