"""Cancelling what an HTTP client does only where it waits for something, so that it loses no connection."""

from __future__ import annotations

import asyncio
import math
from types import coroutine
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Generator
    from contextvars import Context

    from anyio import CancelScope

T = TypeVar("T")

_SOON = 1.0  # seconds: far enough away not to be over before it is looked at
_driven: set[asyncio.Task[Any]] = set()
"""The tasks that are inside such work."""


@coroutine
def cancelled_at_waits(work: Coroutine[Any, Any, T]) -> Generator[Any, Any, T]:
    """Do some work that loses something where it is cancelled at any moment, as asyncio cancels.

    A cancellation, be it the caller's or the end of a limit of time, makes httpcore lose a connection where it comes
    together with what was waited for, or while httpcore shields itself in the way of anyio, which asyncio does not
    heed: the connection stays in the pool, neither free nor closed. So a cancellation is held until the work next
    waits, unshielded. Work of this kind inside such work is just done: the outer one heeds its waits too.

    Work that shields itself in the way of anyio has to set its limits of time inside the shield in that way as well:
    a limit of asyncio is told from a cancellation by nothing, and is held too.

    Args:
        work: What to do.

    Returns:
        Its result.
    """
    task = asyncio.current_task()
    if task is None or task in _driven:
        return (yield from work.__await__())
    from anyio import CancelScope  # noqa: PLC0415 - httpx has it, and is not loaded before it is needed either

    _driven.add(task)
    try:
        with CancelScope() as scope:  # noqa: ASYNC100 - it is not there to be cancelled, but to be looked for
            return (yield from _Drive(task, scope).run(work))
    finally:
        _driven.remove(task)
    raise AssertionError("unreachable")  # for type checkers: the scope swallows nothing, since nothing cancels it


class _Drive:
    """Drives work as a task does, but for the cancellations of the task."""

    def __init__(self, task: asyncio.Task[Any], scope: CancelScope) -> None:
        self._task, self._scope = task, scope
        # What the task is cleaning up after is none of the work's, but a cancellation that it is yet to be told of is.
        self._before = task.cancelling() - getattr(task, "_must_cancel", False)
        self._held: asyncio.CancelledError | None = None

    def run(self, work: Coroutine[Any, Any, T]) -> Generator[Any, Any, T]:
        thrown: BaseException | None = None
        while True:
            try:
                awaited: asyncio.Future[Any] | None = work.send(None) if thrown is None else work.throw(thrown)
            except StopIteration as end:
                self._raise_held()
                result: T = end.value
                return result
            except (Exception, asyncio.CancelledError):
                self._raise_held()
                raise
            thrown = yield from self._wait(awaited)

    def _wait(self, awaited: asyncio.Future[Any] | None) -> Generator[Any, Any, BaseException | None]:
        """Wait as the work does; give what is thrown into it then."""
        while True:
            if self._held is not None and not self._is_shielded():
                cancellation, self._held = self._held, None
                if self._is_cancelled():
                    if awaited is None:
                        return cancellation
                    awaited.cancel(*cancellation.args)
            thrown = yield from _pause(awaited)
            if isinstance(thrown, asyncio.CancelledError):
                self._held = self._held or thrown  # the end of a limit inside takes no other's place
            elif thrown is not None:
                return thrown
            if awaited is None or awaited.done():
                return None

    def _raise_held(self) -> None:
        if self._held is not None and self._is_cancelled():
            raise self._held from None

    def _is_cancelled(self) -> bool:
        """Say whether the task is cancelled, and not only by a limit inside the work, which it has kept after all."""
        return self._task.cancelling() > self._before

    def _is_shielded(self) -> bool:
        """Say whether something inside the scope shields from it; then a deadline of the scope cannot be seen there.

        A shield with a limit that ends before that deadline is not told from no shield.
        """
        from anyio import current_effective_deadline  # noqa: PLC0415 - as above

        self._scope.deadline = self._task.get_loop().time() + _SOON  # set for this moment only: it costs a timer
        try:
            return current_effective_deadline() > self._scope.deadline
        finally:
            self._scope.deadline = math.inf


def _pause(awaited: asyncio.Future[Any] | None) -> Generator[Any, Any, BaseException | None]:
    """Wait, or give others a turn; give what came instead of that."""
    try:
        if awaited is None:
            yield
        elif not awaited.done():
            yield _StandIn(awaited)
    except BaseException as thrown:  # noqa: BLE001 - it is for the work, whatever it is
        return thrown
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
