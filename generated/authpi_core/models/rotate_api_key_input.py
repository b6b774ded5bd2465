"""The body `RotateApiKeyInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class RotateApiKeyInput(TypedDict):
    """How to rotate an API key.

    Its members are inferred, not documented: treat them as unverified.
    """

    secret: NotRequired[str]
    """A secret of your own, instead of a generated one."""
