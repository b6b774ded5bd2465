"""The body `ClientSettingsInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class ClientSettingsInput(TypedDict):
    """Settings of a client.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    application_type: NotRequired["ApplicationTypeInput | None"]
    """Type of the application."""
    redirect_uris: NotRequired[list[str] | None]
    """Allowed redirect URIs."""
    grant_types: NotRequired[list[str] | None]
    """Grant types of the client."""
    scopes: NotRequired[list[str] | None]
    """Scopes of the client."""
    response_signature_alg: NotRequired["TokenSignatureAlgorithmInput | None"]
    """Signature algorithm of tokens."""


from authpi_core.models.application_type import ApplicationTypeInput
from authpi_core.models.token_signature_algorithm import TokenSignatureAlgorithmInput
