"""Runs some work once for all callers that need it at the same time."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

T = TypeVar("T")


class SingleFlight(Generic[T]):
    """Work of which one run at a time is under way. The run belongs to the client: it goes on without its waiters."""

    def __init__(self, spawn: Callable[[Coroutine[Any, Any, T]], asyncio.Task[T]]) -> None:
        """Take a function that starts a task."""
        self._spawn = spawn
        self._task: asyncio.Task[T] | None = None

    async def run(self, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Wait for the run under way, or start one.

        Cancelling one waiter affects neither the run nor the other waiters.

        Raises:
            Interrupted: The run was cancelled, since the client was closed.
            Exception: What the run raised, the same object for each waiter.
        """
        task = self._task
        # A task of another loop is one of a parent process.
        if task is None or task.done() or task.get_loop() is not asyncio.get_running_loop():
            task = self._task = self._spawn(work())
        await asyncio.wait([task])
        if task.cancelled():
            raise Interrupted
        return task.result()


class Interrupted(Exception):  # noqa: N818 - ends a wait; the waiter raises its own error
    """The work was cancelled before it was done."""
