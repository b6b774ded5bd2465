"""The body `ClientSettingsInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class ClientSettingsInput(TypedDict):
    """Settings of a client.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    application_type: NotRequired["ApplicationTypeInput | None"]
    redirect_uris: NotRequired[list[str] | None]
    """Allowed redirect URIs."""
    grant_types: NotRequired[list[str] | None]
    scopes: NotRequired[list[str] | None]
    response_signature_alg: NotRequired["TokenSignatureAlgorithmInput | None"]


from authpi_core.models.application_type import ApplicationTypeInput
from authpi_core.models.token_signature_algorithm import TokenSignatureAlgorithmInput
