"""The body `IntrospectTokenInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class IntrospectTokenInput(TypedDict):
    """The token to introspect (RFC 7662).

    Its fields are inferred, not documented. Treat them as unverified.
    """

    token: str
    """Token to introspect."""
    token_type_hint: NotRequired[str]
    """Hint about the type of the token."""
