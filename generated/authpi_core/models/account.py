"""The model Account."""

from __future__ import annotations

from pydantic import Field

from authpi_core.model import Model
from authpi_core.types import JsonObject, Metadata


class Account(Model):
    """The billing and administrative entity that owns issuers."""

    id: str
    """Starts with `acc_`."""
    organization: Organization
    owner_user_id: str | None = None
    domains: list[AccountDomain] | None = None
    features: JsonObject | None = None
    """Feature switches."""
    limits: JsonObject | None = None
    """Limits in force."""
    billing_mode: OpenBillingMode | None = None
    balance_micro_usd: int | None = Field(default=None, alias="balance_μusd")
    """Credit balance. In millionths of a US dollar."""
    credits_run_out: bool | None = None
    """Whether the credit is used up."""
    payment_methods: list[PaymentMethod] | None = None
    metadata: Metadata | None = None
    created_at: int
    """When it was created. Unix time in milliseconds."""
    updated_at: int | None = None
    """When it was last changed; absent or null if never. Unix time in milliseconds."""


from authpi_core.models.account_domain import AccountDomain
from authpi_core.models.billing_mode import OpenBillingMode
from authpi_core.models.organization import Organization
from authpi_core.models.payment_method import PaymentMethod
