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
    client_id: str | None = None
    scope: str | None = None
    exp: int | None = None
    """Expiration time, as Unix time in seconds."""
    iat: int | None = None
    """Issue time, as Unix time in seconds."""
    token_type: str | None = None
