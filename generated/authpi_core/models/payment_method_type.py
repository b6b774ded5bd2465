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
"""What a body or a filter takes: a member or its value."""

OpenPaymentMethodType: TypeAlias = Annotated[PaymentMethodType | str, OpenEnum(PaymentMethodType)]
"""What a response holds: a member, or a string that this version does not know."""
