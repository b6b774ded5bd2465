"""The body `CreateTopupInput`."""

from typing_extensions import TypedDict


class CreateTopupInput(TypedDict):
    """The top-up to create.

    Its members are inferred, not documented: treat them as unverified.
    """
