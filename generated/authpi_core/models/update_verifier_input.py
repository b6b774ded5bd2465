"""The body UpdateVerifierInput."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class UpdateVerifierInput(TypedDict):
    """Changes to a verifier.

    Its members are inferred, not documented: treat them as unverified.
    """

    name: NotRequired[str | None]
    status: NotRequired[str]
