"""Defines the resources of one organization."""

from __future__ import annotations

from typing import Final

from authpi_core import operations as op

from authpi_admin._binding import InParent, call, pages


class OrganizationApiKeys(InParent):
    """API keys of one organization."""

    __slots__ = ()

    create: Final = call(lambda: op.api_keys_create_for_organization)
    """Create an API key for an organization."""
    list: Final = call(lambda: op.api_keys_list_for_organization)
    """List an organization's API keys (one page)."""
    list_all: Final = pages(lambda: op.api_keys_list_for_organization)
    """List an organization's API keys (all pages)."""


class Groups(InParent):
    """Groups of members of one organization."""

    __slots__ = ()

    create: Final = call(lambda: op.groups_create)
    """Create a group."""
    delete: Final = call(lambda: op.groups_delete)
    """Delete a group."""
    get: Final = call(lambda: op.groups_get)
    """Get a group."""
    list: Final = call(lambda: op.groups_list)
    """List groups (one page)."""
    list_all: Final = pages(lambda: op.groups_list)
    """List groups (all pages)."""
    update: Final = call(lambda: op.groups_update)
    """Update a group."""


class Invitations(InParent):
    """Invitations to one organization."""

    __slots__ = ()

    create: Final = call(lambda: op.invitations_create)
    """Create an invitation."""
    get: Final = call(lambda: op.invitations_get)
    """Get an invitation."""
    list: Final = call(lambda: op.invitations_list)
    """List invitations (one page)."""
    list_all: Final = pages(lambda: op.invitations_list)
    """List invitations (all pages)."""
    resend: Final = call(lambda: op.invitations_resend)
    """Resend an invitation."""
    revoke: Final = call(lambda: op.invitations_revoke)
    """Revoke an invitation."""
    update: Final = call(lambda: op.invitations_update)
    """Update an invitation."""


class Members(InParent):
    """Members of one organization."""

    __slots__ = ()

    create: Final = call(lambda: op.members_create)
    """Add a member."""
    delete: Final = call(lambda: op.members_delete)
    """Remove a member."""
    list: Final = call(lambda: op.members_list)
    """List members (one page)."""
    list_all: Final = pages(lambda: op.members_list)
    """List members (all pages)."""
    update: Final = call(lambda: op.members_update)
    """Update a membership."""


class Sso(InParent):
    """Single sign-on of one organization."""

    __slots__ = ()

    add_domain: Final = call(lambda: op.sso_add_domain)
    """Add an SSO domain."""
    remove_domain: Final = call(lambda: op.sso_remove_domain)
    """Remove an SSO domain."""
    rotate_secret: Final = call(lambda: op.sso_rotate_secret)
    """Rotate the SSO client secret."""
    verify_domain: Final = call(lambda: op.sso_verify_domain)
    """Verify an SSO domain by its DNS record."""
