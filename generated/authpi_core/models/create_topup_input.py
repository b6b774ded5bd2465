"""The body `CreateTopupInput`."""

from typing_extensions import TypedDict


class CreateTopupInput(TypedDict):
    """A credit top-up.

    Its members are inferred, not documented: treat them as unverified.
    """
