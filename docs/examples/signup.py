"""A small application: users who sign up become members of an organization."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_admin import ConflictError

if TYPE_CHECKING:
    from authpi_admin import AuthPIAdmin


class AlreadySignedUpError(Exception):
    """A user with this address exists."""


async def sign_up(admin: AuthPIAdmin, issuer_id: str, org_id: str, email: str) -> str:
    """Create a user, and add it to an organization; return its id."""
    issuer = admin.issuer(issuer_id)
    try:
        user = await issuer.users.create({"email": email})
    except ConflictError as error:
        raise AlreadySignedUpError(email) from error
    await issuer.organization(org_id).members.create(
        {"member_id": user.id, "scopes": ["member"]}
    )
    return user.id
