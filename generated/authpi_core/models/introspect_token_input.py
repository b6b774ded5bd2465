"""The body IntrospectTokenInput."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class IntrospectTokenInput(TypedDict):
    """A token to look at (RFC 7662).

    Its members are inferred, not documented: treat them as unverified.
    """

    token: str
    token_type_hint: NotRequired[str]
