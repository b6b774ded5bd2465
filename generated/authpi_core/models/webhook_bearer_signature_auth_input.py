"""The body `WebhookBearerSignatureAuthInput`."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict


class WebhookBearerSignatureAuthInput(TypedDict):
    """Deliveries with both a bearer token and a signature."""

    type: Literal["bearer+signature"]
    """Always `bearer+signature`."""
    bearer_token: NotRequired[str]
    """Token to use instead of a generated one. Inferred, not documented."""
    signature_algorithm: NotRequired["SignatureAlgorithmInput"]
    """Algorithm of the signature."""
    signature_secret: NotRequired[str]
    """Signing secret to use instead of a generated one. Inferred, not documented."""


from authpi_core.models.signature_algorithm import SignatureAlgorithmInput
