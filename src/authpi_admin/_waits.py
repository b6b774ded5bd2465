"""Cancelling what an HTTP client does only where it waits for something, so that it loses no connection."""

from __future__ import annotations

import asyncio
import math
from functools import partial
from types import coroutine
from typing import TYPE_CHECKING, Any, TypeVar

from anyio import CancelScope, current_effective_deadline

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Generator
    from contextvars import Context

T = TypeVar("T")

_NEVER = 1e9  # seconds
_driven: set[asyncio.Task[Any]] = set()
"""The tasks that are inside such work."""


@coroutine
def cancelled_at_waits(work: Coroutine[Any, Any, T]) -> Generator[Any, Any, T]:
    """Do some work that loses something where it is cancelled at any moment, as asyncio cancels.

    A cancellation, be it the caller's or the end of a limit of time, makes httpcore lose a connection where it comes
    together with what was waited for, or while httpcore shields itself in the way of anyio, which asyncio does not
    heed: the connection stays in the pool, neither free nor closed. So a cancellation is held until the work next
    waits, unshielded. Work of this kind inside such work is just done: the outer one heeds its waits too.

    Args:
        work: What to do.

    Returns:
        Its result.
    """
    task = asyncio.current_task()
    if task is None or task in _driven:
        return (yield from work.__await__())
    _driven.add(task)
    try:
        with CancelScope() as scope:  # noqa: ASYNC100 - it is not there to be cancelled, but to be looked for
            return (yield from _drive(work, scope))
    finally:
        _driven.remove(task)
    raise AssertionError("unreachable")  # for type checkers: the scope swallows nothing, since nothing cancels it


def _is_shielded_from(scope: CancelScope) -> bool:
    """Say whether something inside a scope shields from it; then a deadline of the scope cannot be seen there."""
    scope.deadline = asyncio.get_running_loop().time() + _NEVER  # set for this moment only: it costs a timer
    try:
        return current_effective_deadline() > scope.deadline
    finally:
        scope.deadline = math.inf


def _drive(work: Coroutine[Any, Any, T], scope: CancelScope) -> Generator[Any, Any, T]:
    held: asyncio.CancelledError | None = None
    step: Callable[[], Any] = partial(work.send, None)
    while True:
        try:
            awaited: asyncio.Future[Any] | None = step()
        except BaseException as end:
            if held is not None and _is_cancelled():
                raise held from None
            if isinstance(end, StopIteration):
                result: T = end.value
                return result
            raise
        step = partial(work.send, None)
        while True:
            if held is not None and not _is_shielded_from(scope):
                cancellation, held = held, None
                if _is_cancelled():  # and not by a limit inside the work, which it has kept after all
                    if awaited is None:
                        step = partial(work.throw, cancellation)
                        break
                    awaited.cancel(*cancellation.args)
            held = (yield from _pause(awaited)) or held
            if awaited is None or awaited.done():
                break


def _pause(awaited: asyncio.Future[Any] | None) -> Generator[Any, Any, asyncio.CancelledError | None]:
    """Wait, or give others a turn; give the cancellation that came meanwhile."""
    try:
        if awaited is None:
            yield
        elif not awaited.done():
            yield _StandIn(awaited)
    except asyncio.CancelledError as cancellation:
        return cancellation
    return None


class _StandIn:
    """Stands in for a future that a task waits for, so that a cancellation ends the waiting and not the future.

    Were it the future itself, a cancellation would end it a turn of the loop before the work knows, and others could
    not see in that turn that nobody waits for it any more. Were it a future of its own, the task would go on a turn
    after the future is done: turns are what a call spends most of its time on. So it is like a future, which is all
    that asyncio asks for (`asyncio.isfuture`).
    """

    def __init__(self, awaited: asyncio.Future[Any]) -> None:
        self._asyncio_future_blocking = True
        self._awaited = awaited
        self._cancellation: asyncio.CancelledError | None = None

    def get_loop(self) -> asyncio.AbstractEventLoop:
        return self._awaited.get_loop()

    def add_done_callback(self, wake: Callable[[_StandIn], object], *, context: Context) -> None:
        self._wake, self._context = wake, context
        self._awaited.add_done_callback(self._end, context=context)

    def _end(self, _: object) -> None:
        self._wake(self)

    def cancel(self, msg: str | None = None) -> bool:
        if self._cancellation is not None or self._awaited.done():
            return False  # the task is about to go on: asyncio tells it then
        self._cancellation = asyncio.CancelledError(*(() if msg is None else (msg,)))
        self._awaited.remove_done_callback(self._end)
        self.get_loop().call_soon(self._wake, self, context=self._context)
        return True

    def result(self) -> None:
        if self._cancellation is not None:
            raise self._cancellation


def _is_cancelled() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
