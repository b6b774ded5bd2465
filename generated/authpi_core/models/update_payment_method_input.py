"""The body `UpdatePaymentMethodInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class UpdatePaymentMethodInput(TypedDict):
    """Changes to a payment method.

    Its members are inferred, not documented: treat them as unverified.
    """

    enabled: NotRequired[bool]
