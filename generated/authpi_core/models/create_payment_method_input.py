"""The body `CreatePaymentMethodInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class CreatePaymentMethodInput(TypedDict):
    """The x402 payment method to add.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    type: NotRequired["PaymentMethodTypeInput"]
    """Type of the payment method."""


from authpi_core.models.payment_method_type import PaymentMethodTypeInput
