"""The body CreateVerifierInput."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class CreateVerifierInput(TypedDict):
    """A new verifier.

    Its members are inferred, not documented: treat them as unverified.
    """

    type: str
    name: NotRequired[str | None]
