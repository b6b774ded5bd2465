"""The type `WebhookAuthInput`."""

from typing import TypeAlias

from authpi_core.models.webhook_bearer_auth_input import WebhookBearerAuthInput
from authpi_core.models.webhook_bearer_signature_auth_input import WebhookBearerSignatureAuthInput
from authpi_core.models.webhook_no_auth_input import WebhookNoAuthInput
from authpi_core.models.webhook_signature_auth_input import WebhookSignatureAuthInput

WebhookAuthInput: TypeAlias = (
    WebhookNoAuthInput | WebhookBearerAuthInput | WebhookSignatureAuthInput | WebhookBearerSignatureAuthInput
)
"""How deliveries are authenticated. Secrets that are not set are generated, and returned only once."""
