"""A small application: who signs up gets a user, and a seat in the customer's organization."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_admin import ConflictError

if TYPE_CHECKING:
    from authpi_admin import AuthPIAdmin


class AlreadySignedUpError(Exception):
    """There is a user with this address."""


async def sign_up(admin: AuthPIAdmin, issuer_id: str, org_id: str, email: str) -> str:
    """Make a user and a member of an organization; give the user's id."""
    issuer = admin.issuer(issuer_id)
    try:
        user = await issuer.users.create({"email": email})
    except ConflictError as error:
        raise AlreadySignedUpError(email) from error
    await issuer.organization(org_id).members.create({"member_id": user.id, "scopes": ["member"]})
    return user.id
