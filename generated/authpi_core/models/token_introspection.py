"""The model `TokenIntrospection`."""

from __future__ import annotations

from authpi_core.model import Model


class TokenIntrospection(Model):
    """State of a token (RFC 7662).

    Its members are inferred, not documented: treat them as unverified.
    """

    active: bool | None = None
    """Whether the token is good now."""
    sub: str | None = None
    client_id: str | None = None
    scope: str | None = None
    exp: int | None = None
    """Expiry, Unix time in seconds."""
    iat: int | None = None
    """Issue time, Unix time in seconds."""
    token_type: str | None = None
