"""The body UpdatePaymentMethodInput."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class UpdatePaymentMethodInput(TypedDict):
    """Changes to a payment method.

    Its members are inferred, not documented: treat them as unverified.
    """

    enabled: NotRequired[bool]
