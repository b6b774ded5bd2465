"""The model `ClientSettings`."""

from __future__ import annotations

from authpi_core.model import Model


class ClientSettings(Model):
    """Settings of a client.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    application_type: OpenApplicationType | None = None
    """Type of the application."""
    redirect_uris: list[str] | None = None
    """Allowed redirect URIs."""
    grant_types: list[str] | None = None
    """Grant types of the client."""
    scopes: list[str] | None = None
    """Scopes of the client."""
    response_signature_alg: OpenTokenSignatureAlgorithm | None = None
    """Signature algorithm of tokens."""


from authpi_core.models.application_type import OpenApplicationType
from authpi_core.models.token_signature_algorithm import OpenTokenSignatureAlgorithm
