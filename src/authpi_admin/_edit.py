"""Changes a resource that others may change at the same time: `edit`."""

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
    """A scope with `get` and `update`: what the first returns, what the second takes, and what that returns.

    Base class and not protocol: pyright does not bind descriptors, which `get` and `update` are, when it compares a
    class with a protocol.
    """

    __slots__ = ()


async def edit(
    scope: Editable[Read, Body, Updated],
    change: Callable[[Read], Body | Awaitable[Body | None] | None],
    *,
    attempts: int = 5,
) -> Read | Updated:
    """Read a resource, change it, and write it unless it has changed since; then read it again and retry.

        def suspend(user: User) -> UpdateUserInput | None:
            return None if user.status == "suspended" else {"status": "suspended"}

        await edit(admin.issuer("i_…").user("usr_…"), suspend)

    A write whose response is lost is not repeated: whether it was done is not known, and a second change of the same
    kind might be one too many.

    Args:
        scope: The scope of an issuer, a user, an organization, an agent or a webhook.
        change: A function or coroutine function that gets the resource as it is now, and returns the body of the
            update, or `None` for nothing to do. It is called again after each conflict, so it must not have side
            effects that matter.
        attempts: How often to read and write at most.

    Returns:
        The resource as the last update returned it, or as it was read where there was nothing to do.

    Raises:
        PreconditionFailedError: The resource was changed during each of the attempts.
        ApiError: Reading or writing failed.
        ValueError: `attempts` is less than 1, or the API gave no ETag for the resource.
    """
    if attempts < 1:
        raise ValueError(f"attempts is how often to read and write at most, 1 or more, not {attempts}")
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
