"""The model `StripeSetupIntent`."""

from __future__ import annotations

from authpi_core.model import Model


class StripeSetupIntent(Model):
    """What a browser needs to save a card with Stripe."""

    client_secret: str
    customer_id: str
