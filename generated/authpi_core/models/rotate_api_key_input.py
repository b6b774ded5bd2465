"""The body `RotateApiKeyInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class RotateApiKeyInput(TypedDict):
    """Options for rotating an API key's secret.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    secret: NotRequired[str]
    """Secret to use instead of a generated one."""
