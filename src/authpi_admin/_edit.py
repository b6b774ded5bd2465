"""Updates a resource without losing concurrent changes: `edit`.

The module is private because users import `edit` from the package. It is not in `_call`, since it only calls the public
methods `get` and `update` of a scope; `scopes` imports `Editable` from it.
"""

from __future__ import annotations

from inspect import isawaitable
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from authpi_admin.errors import PreconditionFailedError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

Read = TypeVar("Read")
Body = TypeVar("Body")
Updated = TypeVar("Updated")


class Editable(Generic[Read, Body, Updated]):
    """A scope with `get` and `update`. Its type parameters: the result of `get`, and the body and result of `update`.

    This is a base class instead of a protocol, because pyright does not bind descriptors such as `get` and `update`
    when it compares a class with a protocol.
    """

    __slots__ = ()


async def edit(
    scope: Editable[Read, Body, Updated],
    change: Callable[[Read], Body | Awaitable[Body | None] | None],
    *,
    attempts: int = 5,
) -> Read | Updated:
    """Read a resource, and update it only if it has not changed since. If it has, read it again and retry.

        def suspend(user: User) -> UpdateUserInput | None:
            return None if user.status == "suspended" else {"status": "suspended"}

        await edit(admin.issuer("i_…").user("usr_…"), suspend)

    An update whose response is lost is not repeated, since it may have been applied, and would then be applied twice.

    Args:
        scope: The scope of an issuer, a user, an organization, an agent or a webhook.
        change: A function or coroutine function that takes the current resource, and returns the body of the update, or
            `None` for no update. It is called again after each conflict, so it should have no side effects.
        attempts: Maximum number of attempts to read and update.

    Returns:
        The updated resource, or the resource that was read if `change` returned `None`.

    Raises:
        PreconditionFailedError: The resource was changed concurrently during each attempt.
        ApiError: Reading or updating failed.
        ValueError: `attempts` is less than 1, or the API returned no ETag for the resource.
    """
    if attempts < 1:
        raise ValueError(f"attempts must be 1 or more, not {attempts}")
    editable: Any = scope
    while True:
        attempts -= 1
        model: Read = await editable.get()
        changed = change(model)
        body = await changed if isawaitable(changed) else changed
        if body is None:
            return model
        try:
            updated: Updated = await editable.update(body, if_match=model)
        except PreconditionFailedError:
            if not attempts:
                raise
        else:
            return updated
