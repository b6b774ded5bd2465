"""The enum `PaymentMethodType`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from authpi_core.model import OpenEnum


class PaymentMethodType(StrEnum):
    """Known values."""

    X402 = "x402"
    STRIPE = "stripe"


PaymentMethodTypeInput: TypeAlias = PaymentMethodType | Literal["x402", "stripe"]
"""The type in bodies and filters: a member or its value."""

OpenPaymentMethodType: TypeAlias = Annotated[PaymentMethodType | str, OpenEnum(PaymentMethodType)]
"""The type in responses: a member, or a string for a value that this version does not know."""
