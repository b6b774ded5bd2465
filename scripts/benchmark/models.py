"""Defines hand-written models for these calls, and the loop over pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable


class Profile(BaseModel):
    """The profile of a user."""

    display_name: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    locale: str | None = None


class User(BaseModel):
    """A user."""

    id: str
    issuer_id: str
    status: str
    status_at: int | None = None
    status_reason: str | None = None
    status_by: str | None = None
    username_type: str
    username: str
    profile: Profile
    scopes: list[str] | None = None
    security: dict[str, Any] | None = None
    compliance: dict[str, Any] | None = None
    preferences: dict[str, Any] | None = None
    approval: dict[str, Any] | None = None
    custom_fields: dict[str, Any] | None = None
    metadata: dict[str, Any] | None = None
    created_at: int
    updated_at: int | None = None


class Row(BaseModel):
    """A row of a list of users."""

    user_id: str
    issuer_id: str
    username_hash: str
    username_type: str
    status: str
    store_id: str
    region: str | None
    created_at: int
    updated_at: int


class OneUser(BaseModel):
    """The response body with a user."""

    data: User


class Users(BaseModel):
    """The response body with a page of users."""

    data: list[Row]
    has_more: bool
    next_cursor: str | None


async def walk(fetch: Callable[[str | None], Awaitable[Users]]) -> AsyncIterator[Row]:
    """Iterate over the users of all pages.

    Args:
        fetch: A function that requests the page at a cursor.

    Yields:
        Each user.
    """
    cursor: str | None = None
    while True:
        page = await fetch(cursor)
        for row in page.data:
            yield row
        if not page.has_more:
            return
        cursor = page.next_cursor
