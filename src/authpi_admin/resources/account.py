"""Defines the resources of an account."""

from __future__ import annotations

from typing import Final

from authpi_core import operations as op

from authpi_admin._binding import InAccount, InRoot, accept, call, pages
from authpi_admin.resources.short_forms import webhook_from_short_form


class Accounts(InRoot):
    """Accounts that the credential has access to."""

    __slots__ = ()

    get: Final = call(lambda: op.accounts_get)
    """Get an account."""
    list: Final = call(lambda: op.accounts_list)
    """List accounts (one page)."""
    list_all: Final = pages(lambda: op.accounts_list)
    """List accounts (all pages)."""
    update: Final = call(lambda: op.accounts_update)
    """Update an account."""


class ApiKeys(InAccount):
    """API keys of the account."""

    __slots__ = ()

    block: Final = call(lambda: op.api_keys_block)
    """Block an API key until it is unblocked."""
    create: Final = call(lambda: op.api_keys_create)
    """Create an API key for the account."""
    delete: Final = call(lambda: op.api_keys_delete)
    """Delete an API key."""
    get: Final = call(lambda: op.api_keys_get)
    """Get an API key."""
    list: Final = call(lambda: op.api_keys_list)
    """List the account's API keys (one page)."""
    list_all: Final = pages(lambda: op.api_keys_list)
    """List the account's API keys (all pages)."""
    revoke: Final = call(lambda: op.api_keys_revoke)
    """Revoke an API key permanently."""
    rotate: Final = call(lambda: op.api_keys_rotate)
    """Rotate an API key's secret."""
    unblock: Final = call(lambda: op.api_keys_unblock)
    """Unblock an API key."""
    update: Final = call(lambda: op.api_keys_update)
    """Update an API key."""


class Credits(InAccount):
    """Credit balance of the account."""

    __slots__ = ()

    create_topup: Final = call(lambda: op.credits_create_topup)
    """Top up the credit balance."""
    ledger: Final = call(lambda: op.credits_ledger)
    """List credit ledger entries (one page)."""
    ledger_all: Final = pages(lambda: op.credits_ledger)
    """List credit ledger entries (all pages)."""


class Domains(InAccount):
    """Custom domains of the account."""

    __slots__ = ()

    assign: Final = call(lambda: op.domains_assign)
    """Assign a domain to an issuer."""
    create: Final = call(lambda: op.domains_create)
    """Add an unverified domain."""
    delete: Final = call(lambda: op.domains_delete)
    """Remove a domain."""
    list: Final = call(lambda: op.domains_list)
    """List domains (one page)."""
    list_all: Final = pages(lambda: op.domains_list)
    """List domains (all pages)."""
    unassign: Final = call(lambda: op.domains_unassign)
    """Unassign a domain from its issuer."""
    verify: Final = call(lambda: op.domains_verify)
    """Verify a domain."""


class Events(InAccount):
    """Audit log of the account."""

    __slots__ = ()

    aggregate: Final = call(lambda: op.events_aggregate)
    """Count events in total, by group or over time."""
    get: Final = call(lambda: op.events_get)
    """Get an event."""
    list: Final = call(lambda: op.events_list)
    """List events (one page)."""
    list_all: Final = pages(lambda: op.events_list)
    """List events (all pages)."""


class Invoices(InAccount):
    """Invoices of the account."""

    __slots__ = ()

    list: Final = call(lambda: op.invoices_list)
    """List invoices (one page)."""
    list_all: Final = pages(lambda: op.invoices_list)
    """List invoices (all pages)."""


class Issuers(InAccount):
    """Issuers of the account: identity providers, each with its own users and clients."""

    __slots__ = ()

    create: Final = call(lambda: op.issuers_create)
    """Create an issuer."""
    delete: Final = call(lambda: op.issuers_delete)
    """Delete an issuer."""
    get: Final = call(lambda: op.issuers_get)
    """Get an issuer."""
    list: Final = call(lambda: op.issuers_list)
    """List issuers, newest first (one page)."""
    list_all: Final = pages(lambda: op.issuers_list)
    """List issuers, newest first (all pages)."""
    update: Final = call(lambda: op.issuers_update)
    """Update an issuer."""


class Notes(InAccount):
    """Notes on resources, written by the team of the account."""

    __slots__ = ()

    backlinks: Final = call(lambda: op.notes_backlinks)
    """List the notes that refer to a resource."""
    count: Final = call(lambda: op.notes_count)
    """Count the notes on a resource."""
    create: Final = call(lambda: op.notes_create)
    """Create a note."""
    delete: Final = call(lambda: op.notes_delete)
    """Delete a note."""
    get: Final = call(lambda: op.notes_get)
    """Get a note."""
    list: Final = call(lambda: op.notes_list)
    """List notes, pinned ones first (one page)."""
    list_all: Final = pages(lambda: op.notes_list)
    """List notes, pinned ones first (all pages)."""
    update: Final = call(lambda: op.notes_update)
    """Update a note."""


class PaymentMethods(InAccount):
    """Payment methods of the account."""

    __slots__ = ()

    create: Final = call(lambda: op.payment_methods_create)
    """Add an x402 payment method."""
    delete: Final = call(lambda: op.payment_methods_delete)
    """Remove a payment method."""
    setup_intent_stripe: Final = call(lambda: op.payment_methods_setup_intent_stripe)
    """Create a Stripe setup intent."""
    update: Final = call(lambda: op.payment_methods_update)
    """Update a payment method."""


class Tokens(InAccount):
    """Personal tokens of users, by the id of the token."""

    __slots__ = ()

    delete: Final = call(lambda: op.tokens_delete)
    """Delete a personal token."""
    get: Final = call(lambda: op.tokens_get)
    """Get a personal token."""
    revoke: Final = call(lambda: op.tokens_revoke)
    """Revoke a personal token permanently."""


class Usage(InAccount):
    """Usage of the account."""

    __slots__ = ()

    estimate: Final = call(lambda: op.usage_estimate)
    """Estimate the current period's cost."""
    list: Final = call(lambda: op.usage_list)
    """Get usage by dimension (one page)."""
    list_all: Final = pages(lambda: op.usage_list)
    """Get usage by dimension (all pages)."""


class Webhooks(InAccount):
    """Webhooks of the account: subscriptions to events."""

    __slots__ = ()

    create: Final = accept(lambda: op.webhooks_create, webhook_from_short_form)
    """Create a webhook. Without a `name`, it is named after the host of its `url`."""
    delete: Final = call(lambda: op.webhooks_delete)
    """Delete a webhook."""
    get: Final = call(lambda: op.webhooks_get)
    """Get a webhook."""
    list: Final = call(lambda: op.webhooks_list)
    """List webhooks (one page)."""
    list_all: Final = pages(lambda: op.webhooks_list)
    """List webhooks (all pages)."""
    update: Final = call(lambda: op.webhooks_update)
    """Update a webhook."""
