"""The body RotateApiKeyInput."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class RotateApiKeyInput(TypedDict):
    """How to rotate an API key.

    Its members are inferred, not documented: treat them as unverified.
    """

    secret: NotRequired[str]
    """A secret of your own, instead of a generated one."""
