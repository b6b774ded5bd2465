"""The model PaymentMethod."""

from __future__ import annotations

from authpi_core.model import Model


class PaymentMethod(Model):
    """A way to fund an account's balance.

    Its members are inferred, not documented: treat them as unverified.
    """

    id: str
    type: OpenPaymentMethodType | None = None
    enabled: bool | None = None
    created_at: int | None = None
    """When it was added. Unix time in milliseconds."""
    disabled_at: int | None = None
    """When it was disabled. Unix time in milliseconds."""
    removed_at: int | None = None
    """When it was removed. Unix time in milliseconds."""


from authpi_core.models.payment_method_type import OpenPaymentMethodType
