"""The model `TokenIntrospection`."""

from __future__ import annotations

from authpi_core.model import Model


class TokenIntrospection(Model):
    """Result of token introspection (RFC 7662).

    Its fields are inferred, not documented. Treat them as unverified.
    """

    active: bool | None = None
    """Whether the token is valid."""
    sub: str | None = None
    """Subject of the token."""
    client_id: str | None = None
    """Id of the client that requested the token."""
    scope: str | None = None
    """Scopes of the token, separated by spaces."""
    exp: int | None = None
    """Expiration time, as Unix time in seconds."""
    iat: int | None = None
    """Issue time, as Unix time in seconds."""
    token_type: str | None = None
    """Type of the token."""
