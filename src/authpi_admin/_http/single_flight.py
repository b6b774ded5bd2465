"""Shares one run of some work among concurrent callers."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

T = TypeVar("T")


class SingleFlight(Generic[T]):
    """Runs some work at most once at a time. A run continues when its waiters are cancelled."""

    def __init__(self, spawn: Callable[[Coroutine[Any, Any, T]], asyncio.Task[T]]) -> None:
        """Store a function that starts a task."""
        self._spawn = spawn
        self._task: asyncio.Task[T] | None = None

    async def run(self, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Wait for the current run, or start one. Cancelling one waiter does not affect the others.

        Raises:
            Interrupted: The run was cancelled, because the client was closed.
            Exception: The exception of the run, which is the same object for each waiter.
        """
        task = self._task
        # A task of another event loop is one of the parent process.
        if task is None or task.done() or task.get_loop() is not asyncio.get_running_loop():
            task = self._task = self._spawn(work())
        await asyncio.wait([task])
        if task.cancelled():
            raise Interrupted
        return task.result()


class Interrupted(Exception):  # noqa: N818 - internal; the waiter raises another error
    """The run was cancelled before it was complete."""
