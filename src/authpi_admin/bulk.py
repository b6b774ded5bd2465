"""Runs one function over many items, a limited number at once: `run` in order of completion, `gather` in order.

async for user_id, _ in bulk.run(issuer.users.delete, user_ids, limit=32):
    print("deleted", user_id)
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable, Iterable, Sized
from contextlib import aclosing
from typing import TYPE_CHECKING, Any, Literal, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine

__all__ = ["gather", "run"]

T = TypeVar("T")
R = TypeVar("R")


@overload
def run(
    function: Callable[[T], Awaitable[R]],
    items: Iterable[T] | AsyncIterable[T],
    *,
    limit: int = 16,
    on_progress: Callable[[int, int | None], object] | None = None,
    return_exceptions: Literal[False] = False,
) -> AsyncGenerator[tuple[T, R], None]: ...
@overload
def run(
    function: Callable[[T], Awaitable[R]],
    items: Iterable[T] | AsyncIterable[T],
    *,
    limit: int = 16,
    on_progress: Callable[[int, int | None], object] | None = None,
    return_exceptions: bool,
) -> AsyncGenerator[tuple[T, R | Exception], None]: ...
def run(
    function: Callable[[T], Awaitable[R]],
    items: Iterable[T] | AsyncIterable[T],
    *,
    limit: int = 16,
    on_progress: Callable[[int, int | None], object] | None = None,
    return_exceptions: bool = False,
) -> AsyncGenerator[tuple[T, R | Exception], None]:
    """Call a function with each item, and give the results in order of completion.

    An item is read when a call can begin, not ahead of it; a result that was not taken counts as a call under way. So
    at most `limit` items are in memory, however many there are. Leaving the loop early cancels the calls under way: at
    once with `contextlib.aclosing`, else when the iterator is dropped.

    Args:
        function: A coroutine function of one argument, for example `issuer.users.get`.
        items: What to call it with: a list, a generator or an async iterator such as `issuer.users.list_all()`.
        limit: How many calls run at once. A client sends `max_connections` requests at once; further calls wait.
        on_progress: Called before each result is given, with the number of results so far and of all items; `None`
            where `items` has no length.
        return_exceptions: Give an exception as the result of its item and go on, instead of raising it.

    Returns:
        An async iterator of each item and its result. It raises the first exception of `function` after the results
        that came before it, with the other calls cancelled, unless `return_exceptions`; an exception of `items` or
        `on_progress` ends it likewise.

    Raises:
        ValueError: `limit` is less than 1.
        TypeError: `function` cannot be called, or `items` cannot be iterated over.
    """
    _check(function, items, limit)
    total = len(items) if isinstance(items, Sized) else None
    return _results(function, items, limit, total, on_progress, return_exceptions=return_exceptions)


@overload
async def gather(
    function: Callable[[T], Awaitable[R]],
    items: Iterable[T] | AsyncIterable[T],
    *,
    limit: int = 16,
    on_progress: Callable[[int, int | None], object] | None = None,
    return_exceptions: Literal[False] = False,
) -> list[R]: ...
@overload
async def gather(
    function: Callable[[T], Awaitable[R]],
    items: Iterable[T] | AsyncIterable[T],
    *,
    limit: int = 16,
    on_progress: Callable[[int, int | None], object] | None = None,
    return_exceptions: bool,
) -> list[R | Exception]: ...
async def gather(
    function: Callable[[T], Awaitable[R]],
    items: Iterable[T] | AsyncIterable[T],
    *,
    limit: int = 16,
    on_progress: Callable[[int, int | None], object] | None = None,
    return_exceptions: bool = False,
) -> list[Any]:
    """Call a function with each item, and give the results in the order of the items.

    Args:
        function: As in `run`.
        items: As in `run`.
        limit: As in `run`.
        on_progress: As in `run`.
        return_exceptions: As in `run`.

    Returns:
        The results.

    Raises:
        Exception: What `function` raised first, with the other calls cancelled, unless `return_exceptions`.
        ValueError: `limit` is less than 1.
        TypeError: `function` cannot be called, or `items` cannot be iterated over.
    """
    _check(function, items, limit)
    total = len(items) if isinstance(items, Sized) else None

    async def numbered(pair: tuple[int, T]) -> R:
        return await function(pair[1])

    results: dict[int, R | Exception] = {}
    async with aclosing(_enumerate(items)) as pairs:
        given = _results(numbered, pairs, limit, total, on_progress, return_exceptions=return_exceptions)
        async for (number, _), result in given:
            results[number] = result
    return [results[number] for number in range(len(results))]


async def _results(  # noqa: PLR0913 - as the arguments of `run`
    function: Callable[[T], Awaitable[R]],
    items: Iterable[T] | AsyncIterable[T],
    limit: int,
    total: int | None,
    on_progress: Callable[[int, int | None], object] | None,
    *,
    return_exceptions: bool,
) -> AsyncGenerator[tuple[T, R | Exception], None]:
    slots = asyncio.Semaphore(limit)  # one for each call under way, and for each result that was not taken
    finished = asyncio.Queue[tuple[T, R | Exception] | BaseException | None]()  # None: there are no more

    async def call(item: T) -> None:
        try:
            finished.put_nowait((item, await function(item)))
        except Exception as error:
            finished.put_nowait((item, error) if return_exceptions else error)
            if not return_exceptions:
                raise  # which cancels the other calls
        except asyncio.CancelledError as error:
            finished.put_nowait(error)  # or a call that cancelled itself would have no result
            raise

    runner = asyncio.create_task(_start(call, items, slots, finished))
    runner.add_done_callback(lambda _: finished.put_nowait(None))
    done = 0
    try:
        while (outcome := await finished.get()) is not None:
            if isinstance(outcome, BaseException):
                raise outcome
            slots.release()
            done += 1
            if on_progress is not None:
                on_progress(done, total)
            yield outcome
    finally:
        runner.cancel()
        await asyncio.gather(runner, return_exceptions=True)


async def _start(
    call: Callable[[T], Coroutine[Any, Any, None]],
    items: Iterable[T] | AsyncIterable[T],
    slots: asyncio.Semaphore,
    finished: asyncio.Queue[Any],
) -> None:
    """Start a call with each item, as slots become free."""
    # Closed here, since a generator that is dropped is closed by one more task of the event loop.
    async with aclosing(_each(items)) as source, asyncio.TaskGroup() as group:
        try:
            await slots.acquire()  # before an item is read
            async for item in source:
                group.create_task(call(item))
                await slots.acquire()
        except Exception as error:  # of `items`
            finished.put_nowait(error)
            raise


async def _each(items: Iterable[T] | AsyncIterable[T]) -> AsyncGenerator[T, None]:
    if isinstance(items, AsyncIterable):
        async for item in items:
            yield item
    else:
        for item in items:
            yield item


async def _enumerate(items: Iterable[T] | AsyncIterable[T]) -> AsyncGenerator[tuple[int, T], None]:
    number = 0
    async with aclosing(_each(items)) as source:
        async for item in source:
            yield number, item
            number += 1


def _check(function: object, items: object, limit: int) -> None:
    if not callable(function):
        raise TypeError(f"function must be a coroutine function of one argument, not {type(function).__name__}")
    if isinstance(items, str | bytes) or not isinstance(items, AsyncIterable | Iterable):
        raise TypeError(f"items must be an iterable or async iterable of items, not {type(items).__name__}")
    if limit < 1:
        raise ValueError(f"limit is how many calls run at once, 1 or more, not {limit}")
