"""Defines the resources of one issuer."""

from __future__ import annotations

from typing import Final

from authpi_core import operations as op

from authpi_admin._binding import InIssuer, accept, call, pages
from authpi_admin.resources.short_forms import user_from_short_form


class Agents(InIssuer):
    """Agents of one issuer: non-human identities."""

    __slots__ = ()

    create: Final = call(lambda: op.agents_create)
    """Create an agent."""
    delete: Final = call(lambda: op.agents_delete)
    """Delete an agent."""
    get: Final = call(lambda: op.agents_get)
    """Get an agent."""
    list: Final = call(lambda: op.agents_list)
    """List agents (one page)."""
    list_all: Final = pages(lambda: op.agents_list)
    """List agents (all pages)."""
    update: Final = call(lambda: op.agents_update)
    """Update an agent."""


class Approvals(InIssuer):
    """Sign-ups that are pending approval by an administrator."""

    __slots__ = ()

    get: Final = call(lambda: op.approvals_get)
    """Get a user pending approval."""
    list: Final = call(lambda: op.approvals_list)
    """List users pending approval, oldest first (one page)."""
    list_all: Final = pages(lambda: op.approvals_list)
    """List users pending approval, oldest first (all pages)."""
    update: Final = call(lambda: op.approvals_update)
    """Approve or reject a user."""


class AuthMethods(InIssuer):
    """Authentication methods of one issuer."""

    __slots__ = ()

    create: Final = call(lambda: op.auth_methods_create)
    """Create an authentication method."""
    delete: Final = call(lambda: op.auth_methods_delete)
    """Delete an authentication method."""
    get: Final = call(lambda: op.auth_methods_get)
    """Get an authentication method."""
    list: Final = call(lambda: op.auth_methods_list)
    """List authentication methods (one page)."""
    list_all: Final = pages(lambda: op.auth_methods_list)
    """List authentication methods (all pages)."""
    update: Final = call(lambda: op.auth_methods_update)
    """Update an authentication method."""


class Clients(InIssuer):
    """Clients of one issuer: applications that authenticate through it."""

    __slots__ = ()

    create: Final = call(lambda: op.clients_create)
    """Create a client."""
    delete: Final = call(lambda: op.clients_delete)
    """Delete a client."""
    get: Final = call(lambda: op.clients_get)
    """Get a client."""
    list: Final = call(lambda: op.clients_list)
    """List clients (one page)."""
    list_all: Final = pages(lambda: op.clients_list)
    """List clients (all pages)."""
    rotate_secret: Final = call(lambda: op.clients_rotate_secret)
    """Rotate a client's secret."""
    update: Final = call(lambda: op.clients_update)
    """Update a client."""


class Organizations(InIssuer):
    """Organizations of one issuer."""

    __slots__ = ()

    create: Final = call(lambda: op.organizations_create)
    """Create an organization."""
    delete: Final = call(lambda: op.organizations_delete)
    """Delete an organization."""
    get: Final = call(lambda: op.organizations_get)
    """Get an organization."""
    list: Final = call(lambda: op.organizations_list)
    """List organizations (one page)."""
    list_all: Final = pages(lambda: op.organizations_list)
    """List organizations (all pages)."""
    update: Final = call(lambda: op.organizations_update)
    """Update, suspend or reactivate an organization."""


class Sessions(InIssuer):
    """Sessions of one issuer, by the id of the session."""

    __slots__ = ()

    get: Final = call(lambda: op.sessions_get)
    """Get a session."""
    reactivate: Final = call(lambda: op.sessions_reactivate)
    """Reactivate a suspended session."""
    revoke: Final = call(lambda: op.sessions_revoke)
    """Revoke a session permanently."""
    suspend: Final = call(lambda: op.sessions_suspend)
    """Suspend a session until it is reactivated."""


class IssuerTokens(InIssuer):
    """Token introspection of one issuer."""

    __slots__ = ()

    introspect: Final = call(lambda: op.tokens_introspect)
    """Introspect a token."""


class Users(InIssuer):
    """Users of one issuer."""

    __slots__ = ()

    create: Final = accept(lambda: op.users_create, user_from_short_form)
    """Create a user, from `username_type` and `username`, or from an `email`."""
    delete: Final = call(lambda: op.users_delete)
    """Delete a user."""
    get: Final = call(lambda: op.users_get)
    """Get a user."""
    list: Final = call(lambda: op.users_list)
    """List users (one page)."""
    list_all: Final = pages(lambda: op.users_list)
    """List users (all pages)."""
    update: Final = call(lambda: op.users_update)
    """Update a user."""
