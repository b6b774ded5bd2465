"""Calls a function for many items with limited concurrency; `run` yields results as they complete, `gather` in order.

```python
async for user_id, _ in bulk.run(issuer.users.delete, user_ids, limit=32):
    print("deleted", user_id)
```
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
    """Call a function with each item, and yield the results in order of completion.

    An item is read only when a call can start, and a result that was not taken yet counts as a running call. Thus at
    most `limit` items are in memory. Leaving the loop early cancels the running calls: immediately with
    `contextlib.aclosing`, otherwise when the iterator is garbage-collected.

    Args:
        function: A coroutine function with one argument, for example `issuer.users.get`.
        items: The arguments: a list, a generator or an async iterator such as `issuer.users.list_all()`.
        limit: Maximum number of concurrent calls. The client also limits concurrent requests, to `max_connections`.
        on_progress: Called before each result is yielded, with the number of results so far and the number of items,
            which is `None` if `items` has no length.
        return_exceptions: Whether an exception of `function` is the result of its item, instead of being raised.

    Returns:
        An async iterator of pairs of an item and its result. Unless `return_exceptions` is true, it raises the first
        exception of `function` after the earlier results, and cancels the other calls. An exception of `items` or
        `on_progress` also ends it.

    Raises:
        ValueError: `limit` is less than 1.
        TypeError: `function` is not callable, or `items` is not iterable.
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
    """Call a function with each item, and return the results in the order of the items.

    Args:
        function: A coroutine function with one argument, for example `issuer.users.get`.
        items: The arguments: a list, a generator or an async iterator such as `issuer.users.list_all()`.
        limit: Maximum number of concurrent calls. The client also limits concurrent requests, to `max_connections`.
        on_progress: Called after each call, with the number of results so far and the number of items, which is `None`
            if `items` has no length.
        return_exceptions: Whether an exception of `function` is the result of its item, instead of being raised.

    Returns:
        The results.

    Raises:
        Exception: The first exception of `function`, unless `return_exceptions` is true. The other calls are cancelled.
        ValueError: `limit` is less than 1.
        TypeError: `function` is not callable, or `items` is not iterable.
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


async def _results(  # noqa: PLR0913 - the arguments of `run`
    function: Callable[[T], Awaitable[R]],
    items: Iterable[T] | AsyncIterable[T],
    limit: int,
    total: int | None,
    on_progress: Callable[[int, int | None], object] | None,
    *,
    return_exceptions: bool,
) -> AsyncGenerator[tuple[T, R | Exception], None]:
    """Yield items and results; `total` is the number of items, if known."""
    slots = asyncio.Semaphore(limit)  # one for each running call, and for each result that was not taken yet
    finished = asyncio.Queue[tuple[T, R | Exception] | BaseException | None]()  # None marks the end

    async def call(item: T) -> None:
        try:
            finished.put_nowait((item, await function(item)))
        except Exception as error:
            finished.put_nowait((item, error) if return_exceptions else error)
            if not return_exceptions:
                raise  # the TaskGroup then cancels the other calls
        except asyncio.CancelledError as error:
            finished.put_nowait(error)  # otherwise a call that cancels itself would have no result
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
    """Start a call for each item, as slots become free."""
    # Closed explicitly: asyncio closes a garbage-collected generator later, in a task of its own.
    async with aclosing(_each(items)) as source, asyncio.TaskGroup() as group:
        try:
            await slots.acquire()  # before the first item is read
            async for item in source:
                group.create_task(call(item))
                await slots.acquire()
        except Exception as error:  # raised by `items`
            finished.put_nowait(error)
            raise


async def _each(items: Iterable[T] | AsyncIterable[T]) -> AsyncGenerator[T, None]:
    """Iterate over an iterable or an async iterable."""
    if isinstance(items, AsyncIterable):
        async for item in items:
            yield item
    else:
        for item in items:
            yield item


async def _enumerate(items: Iterable[T] | AsyncIterable[T]) -> AsyncGenerator[tuple[int, T], None]:
    """Iterate over pairs of a number, from 0, and an item."""
    number = 0
    async with aclosing(_each(items)) as source:
        async for item in source:
            yield number, item
            number += 1


def _check(function: object, items: object, limit: int) -> None:
    """Raise an error if an argument is invalid."""
    if not callable(function):
        raise TypeError(f"function must be a coroutine function of one argument, not {type(function).__name__}")
    if isinstance(items, str | bytes) or not isinstance(items, AsyncIterable | Iterable):
        raise TypeError(f"items must be an iterable or an async iterable, not {type(items).__name__}")
    if limit < 1:
        raise ValueError(f"limit must be 1 or more, not {limit}")
