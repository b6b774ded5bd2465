"""The model `Account`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from authpi_core.model import Model
from authpi_core.types import JsonObject, Metadata
from authpi_core.units import to_datetime, to_dollars

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


class Account(Model):
    """The billing and administrative entity that owns issuers."""

    id: str
    """Starts with `acc_`."""
    organization: Organization
    """Organization of the account."""
    owner_user_id: str | None = None
    """Id of the user who owns the account."""
    domains: list[AccountDomain] | None = None
    """Custom domains of the account."""
    features: JsonObject | None = None
    """Feature flags."""
    limits: JsonObject | None = None
    """Limits that apply to the account."""
    billing_mode: OpenBillingMode | None = None
    """Billing mode of the account."""
    balance_micro_usd: int | None = Field(default=None, alias="balance_μusd")
    """Credit balance. In millionths of a US dollar."""
    credits_run_out: bool | None = None
    """Whether the credit is exhausted."""
    payment_methods: list[PaymentMethod] | None = None
    """Payment methods of the account."""
    metadata: Metadata | None = None
    """Key-value pairs that only administrators see."""
    created_at: int
    """When it was created. Unix time in milliseconds."""
    updated_at: int | None = None
    """When it was last updated; absent or null if never. Unix time in milliseconds."""

    @property
    def balance_usd(self) -> Decimal | None:
        """`balance_micro_usd` in US dollars; `None` if it is absent or not an integer."""
        return to_dollars(self.balance_micro_usd)

    @property
    def created_time(self) -> datetime | None:
        """`created_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.created_at)

    @property
    def updated_time(self) -> datetime | None:
        """`updated_at` as an aware `datetime` in UTC; `None` if it is absent or not a time."""
        return to_datetime(self.updated_at)


from authpi_core.models.account_domain import AccountDomain
from authpi_core.models.billing_mode import OpenBillingMode
from authpi_core.models.organization import Organization
from authpi_core.models.payment_method import PaymentMethod
