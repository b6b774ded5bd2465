"""The body `CreatePaymentMethodInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class CreatePaymentMethodInput(TypedDict):
    """A new x402 payment method.

    Its members are inferred, not documented: treat them as unverified.
    """

    type: NotRequired["PaymentMethodTypeInput"]


from authpi_core.models.payment_method_type import PaymentMethodTypeInput
