"""The model `WebhookAuthWithSecrets`."""

from __future__ import annotations

from pydantic import Field

from authpi_core.model import Model


class WebhookAuthWithSecrets(Model):
    """How deliveries are authenticated, with secrets just made, shown this once."""

    type: OpenWebhookAuthType
    signature_algorithm: OpenSignatureAlgorithm | None = None
    signature_secret_hint: str | None = None
    """Last characters of the signing secret."""
    bearer_token_hint: str | None = None
    """Last characters of the token."""
    bearer_token_plain: str | None = Field(default=None, repr=False)
    """The token; it cannot be read again."""
    signature_secret_plain: str | None = Field(default=None, repr=False)
    """The signing secret, starting `whs_`; it cannot be read again."""


from authpi_core.models.signature_algorithm import OpenSignatureAlgorithm
from authpi_core.models.webhook_auth_type import OpenWebhookAuthType
