"""The body CreateTopupInput."""

from __future__ import annotations

from typing import TypedDict


class CreateTopupInput(TypedDict):
    """A credit top-up.

    Its members are inferred, not documented: treat them as unverified.
    """
