"""The model CreditLedgerEntry."""

from __future__ import annotations

from pydantic import Field

from authpi_core.model import Model


class CreditLedgerEntry(Model):
    """One movement of the credit balance."""

    id: str
    type: str
    amount_micro_usd: int = Field(alias="amount_μusd")
    """Amount of the movement. In millionths of a US dollar."""
    balance_after_micro_usd: int = Field(alias="balance_after_μusd")
    """Balance after it. In millionths of a US dollar."""
    operation: str | None = None
    reference: str | None = None
    related_entry_id: str | None = None
    expires_at: int | None = None
    """When the credit lapses. Unix time in milliseconds."""
    dimension: str | None = None
    config_version: str | None = None
    external_reference: str | None = None
    settled_total_micro_usd: int | None = Field(default=None, alias="settled_total_μusd")
    """Total settled. In millionths of a US dollar."""
    created_at: int
    """When it was created. Unix time in milliseconds."""
