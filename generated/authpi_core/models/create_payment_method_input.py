"""The body CreatePaymentMethodInput."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class CreatePaymentMethodInput(TypedDict):
    """A new x402 payment method.

    Its members are inferred, not documented: treat them as unverified.
    """

    type: NotRequired[PaymentMethodTypeInput]


from authpi_core.models.payment_method_type import PaymentMethodTypeInput
