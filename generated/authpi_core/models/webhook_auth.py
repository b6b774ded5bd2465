"""The model `WebhookAuth`."""

from __future__ import annotations

from authpi_core.model import Model


class WebhookAuth(Model):
    """How deliveries are authenticated."""

    type: OpenWebhookAuthType
    """How deliveries are authenticated."""
    signature_algorithm: OpenSignatureAlgorithm | None = None
    """Algorithm of the signature."""
    signature_secret_hint: str | None = None
    """Last characters of the signing secret."""
    bearer_token_hint: str | None = None
    """Last characters of the token. Inferred, not documented."""


from authpi_core.models.signature_algorithm import OpenSignatureAlgorithm
from authpi_core.models.webhook_auth_type import OpenWebhookAuthType
