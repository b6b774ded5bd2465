"""The model `PaymentMethod`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.model import Model
from authpi_core.units import to_datetime

if TYPE_CHECKING:
    from datetime import datetime


class PaymentMethod(Model):
    """A way to fund an account's balance.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    id: str
    """Id of the payment method."""
    type: OpenPaymentMethodType | None = None
    """Type of the payment method."""
    enabled: bool | None = None
    """Whether the payment method is enabled."""
    created_at: int | None = None
    """When it was added. Unix time in milliseconds."""
    disabled_at: int | None = None
    """When it was disabled. Unix time in milliseconds."""
    removed_at: int | None = None
    """When it was removed. Unix time in milliseconds."""

    @property
    def created_time(self) -> datetime | None:
        """`created_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.created_at)

    @property
    def disabled_time(self) -> datetime | None:
        """`disabled_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.disabled_at)

    @property
    def removed_time(self) -> datetime | None:
        """`removed_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.removed_at)


from authpi_core.models.payment_method_type import OpenPaymentMethodType
