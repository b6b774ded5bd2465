"""The model `WebhookAuthWithSecrets`."""

from __future__ import annotations

from pydantic import Field

from authpi_core.model import Model


class WebhookAuthWithSecrets(Model):
    """How deliveries are authenticated, with the new secrets, which are returned only once."""

    type: OpenWebhookAuthType
    """How deliveries are authenticated."""
    signature_algorithm: OpenSignatureAlgorithm | None = None
    """Algorithm of the signature."""
    signature_secret_hint: str | None = None
    """Last characters of the signing secret."""
    bearer_token_hint: str | None = None
    """Last characters of the token. Inferred, not documented."""
    bearer_token_plain: str | None = Field(default=None, repr=False)
    """The token. It is returned only once."""
    signature_secret_plain: str | None = Field(default=None, repr=False)
    """The signing secret; starts with `whs_`. It is returned only once."""


from authpi_core.models.signature_algorithm import OpenSignatureAlgorithm
from authpi_core.models.webhook_auth_type import OpenWebhookAuthType
