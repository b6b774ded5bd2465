"""The model `StripeSetupIntent`."""

from __future__ import annotations

from authpi_core.model import Model


class StripeSetupIntent(Model):
    """Data for saving a card with Stripe in a browser."""

    client_secret: str
    """Client secret of the setup intent."""
    customer_id: str
    """Id of the customer at Stripe."""
