"""Defines the calls of every contestant, and the data that they send."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

ACCOUNT = "acc_1"
USER = "usr_00000001"
API_KEY = ("key_1", "not a secret: the server requires none")
BODY: dict[str, Any] = {
    "username_type": "email",
    "username": "alice@example.com",
    "profile": {"display_name": "Alice Liddell", "first_name": "Alice", "last_name": "Liddell"},
    "metadata": {"imported": True},
}


class Client(Protocol):
    """The measured calls; each parses its response into models."""

    async def get(self, issuer: str) -> object:
        """Get one user."""
        ...

    async def post(self, issuer: str) -> object:
        """Create a user."""
        ...

    async def page(self, issuer: str) -> object:
        """Get one page of 100 users."""
        ...

    def users(self, issuer: str) -> AsyncIterator[object]:
        """Iterate over all users, in pages of 100."""
        ...

    async def aclose(self) -> None:
        """Close the connections."""
        ...
