"""The body `CreateTopupInput`."""

from typing_extensions import TypedDict


class CreateTopupInput(TypedDict):
    """The top-up to create.

    Its fields are inferred, not documented. Treat them as unverified.
    """
