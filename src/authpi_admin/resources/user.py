"""Defines the resources of one user."""

from __future__ import annotations

from typing import Final

from authpi_core import operations as op

from authpi_admin._binding import InParent, call, pages


class UserSessions(InParent):
    """Sessions of one user."""

    __slots__ = ()

    list: Final = call(lambda: op.sessions_list)
    """List a user's sessions (one page)."""
    list_all: Final = pages(lambda: op.sessions_list)
    """List a user's sessions (all pages)."""


class UserTokens(InParent):
    """Personal tokens of one user."""

    __slots__ = ()

    create: Final = call(lambda: op.tokens_create)
    """Create a personal token."""
    list: Final = call(lambda: op.tokens_list)
    """List a user's personal tokens (one page)."""
    list_all: Final = pages(lambda: op.tokens_list)
    """List a user's personal tokens (all pages)."""


class TrustedDevices(InParent):
    """Trusted devices of one user, on which the second factor is skipped."""

    __slots__ = ()

    create: Final = call(lambda: op.trusted_devices_create)
    """Trust a device."""
    delete: Final = call(lambda: op.trusted_devices_delete)
    """Revoke a trusted device."""
    list: Final = call(lambda: op.trusted_devices_list)
    """List trusted devices (one page)."""
    list_all: Final = pages(lambda: op.trusted_devices_list)
    """List trusted devices (all pages)."""
    revoke_all: Final = call(lambda: op.trusted_devices_revoke_all)
    """Revoke all trusted devices."""


class Verifiers(InParent):
    """Verifiers of one user: credentials such as passkeys, passwords and one-time codes."""

    __slots__ = ()

    complete_enrollment: Final = call(lambda: op.verifiers_complete_enrollment)
    """Complete the enrollment of a verifier."""
    create: Final = call(lambda: op.verifiers_create)
    """Start the enrollment of a verifier."""
    delete: Final = call(lambda: op.verifiers_delete)
    """Remove a verifier."""
    get: Final = call(lambda: op.verifiers_get)
    """Get a verifier."""
    list: Final = call(lambda: op.verifiers_list)
    """List verifiers (one page)."""
    list_all: Final = pages(lambda: op.verifiers_list)
    """List verifiers (all pages)."""
    regenerate: Final = call(lambda: op.verifiers_regenerate)
    """Regenerate backup codes."""
    update: Final = call(lambda: op.verifiers_update)
    """Update a verifier."""
    verify: Final = call(lambda: op.verifiers_verify)
    """Verify an authentication code."""
