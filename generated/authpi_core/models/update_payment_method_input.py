"""The body `UpdatePaymentMethodInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class UpdatePaymentMethodInput(TypedDict):
    """Changes to a payment method.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    enabled: NotRequired[bool]
    """Whether the payment method is enabled."""
