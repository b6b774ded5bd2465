"""The body `WebhookSignatureAuthInput`."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict


class WebhookSignatureAuthInput(TypedDict):
    """Deliveries signed with HMAC-SHA256 in `X-Webhook-Signature`."""

    type: Literal["signature"]
    """Always `signature`."""
    signature_algorithm: NotRequired["SignatureAlgorithmInput"]
    """Algorithm of the signature."""
    signature_secret: NotRequired[str]
    """Signing secret to use instead of a generated one. Inferred, not documented."""


from authpi_core.models.signature_algorithm import SignatureAlgorithmInput
