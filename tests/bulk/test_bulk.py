"""Many calls with limited concurrency: order, failures, cancellation, and memory."""

from __future__ import annotations

import asyncio
import gc
import tracemalloc
from contextlib import aclosing
from typing import TYPE_CHECKING, Any

import pytest

from authpi_admin import bulk

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator


class Calls:
    """A function whose calls end when the test says so.

    Attributes:
        started: The items of all calls, in order.
        cancelled: The items of calls that were cancelled.
    """

    def __init__(self) -> None:
        self.started: list[int] = []
        self.cancelled: list[int] = []
        self._ends: dict[int, asyncio.Future[str]] = {}

    async def __call__(self, item: int) -> str:
        """Wait for the test."""
        self.started.append(item)
        self._ends[item] = asyncio.get_running_loop().create_future()
        try:
            return await self._ends[item]
        except asyncio.CancelledError:
            self.cancelled.append(item)
            raise

    def end(self, item: int) -> None:
        """End a call."""
        self._ends[item].set_result(f"result {item}")

    def fail(self, item: int) -> None:
        """Let a call raise."""
        self._ends[item].set_exception(RuntimeError(f"failure {item}"))


async def settle() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


async def doubled(item: int) -> int:
    await asyncio.sleep(0)
    return 2 * item


def others() -> set[asyncio.Task[Any]]:
    return asyncio.all_tasks() - {asyncio.current_task()}


async def numbers(count: int, read: list[int]) -> AsyncIterator[int]:
    for number in range(count):
        read.append(number)
        yield number


def counted(count: int, read: list[int]) -> Iterator[int]:
    for number in range(count):
        read.append(number)
        yield number


async def test_results_come_in_order_of_completion_with_their_items() -> None:
    calls = Calls()
    results = bulk.run(calls, [1, 2, 3])
    first = asyncio.ensure_future(anext(results))
    await settle()
    for item in (3, 1, 2):
        calls.end(item)
    assert [await first, *[pair async for pair in results]] == [(3, "result 3"), (1, "result 1"), (2, "result 2")]
    assert others() == set()


async def test_gather_keeps_the_order_of_the_items() -> None:
    calls = Calls()
    gathered = asyncio.ensure_future(bulk.gather(calls, [1, 2, 3]))
    await settle()
    for item in (3, 1, 2):
        calls.end(item)
    assert await gathered == ["result 1", "result 2", "result 3"]
    assert others() == set()


@pytest.mark.parametrize("source", [numbers, counted])
async def test_item_is_read_when_its_call_can_begin(source: Any) -> None:
    calls, read = Calls(), list[int]()
    async with aclosing(bulk.run(calls, source(100, read), limit=3)) as results:
        first = asyncio.ensure_future(anext(results))
        await settle()
        assert (read, calls.started) == ([0, 1, 2], [0, 1, 2])
        calls.end(1)
        assert await first == (1, "result 1")
        await settle()
        assert read == [0, 1, 2, 3]
        calls.end(0)  # whose result is not taken
        await settle()
        assert read == [0, 1, 2, 3]
    assert sorted(calls.cancelled) == [2, 3]
    assert others() == set()


async def test_slow_source_does_not_delay_results() -> None:
    more = asyncio.Event()

    async def source() -> AsyncIterator[int]:
        yield 1
        await more.wait()
        yield 2

    results = bulk.run(doubled, source())
    async with asyncio.timeout(10):
        assert await anext(results) == (1, 2)
        more.set()
        assert await anext(results) == (2, 4)
    assert [pair async for pair in results] == []


async def test_first_failure_cancels_the_rest_after_the_results_before_it() -> None:
    calls = Calls()
    results = bulk.run(calls, range(100), limit=4)
    first = asyncio.ensure_future(anext(results))
    await settle()
    calls.end(2)
    calls.fail(1)
    await settle()
    assert await first == (2, "result 2")
    assert sorted(calls.cancelled) == [0, 3]  # before the failure is taken
    with pytest.raises(RuntimeError, match="failure 1"):
        await anext(results)
    assert calls.started == [0, 1, 2, 3]
    assert others() == set()
    assert [pair async for pair in results] == []


async def test_return_exceptions() -> None:
    async def half(item: int) -> float:
        await asyncio.sleep(0)
        return 2 / item

    results = await bulk.gather(half, [0, 1, 2], return_exceptions=True)
    assert isinstance(results[0], ZeroDivisionError)
    assert results[1:] == [2, 1]
    pairs = {item: result async for item, result in bulk.run(half, [0, 1], return_exceptions=True)}
    assert isinstance(pairs[0], ZeroDivisionError)


async def test_gather_raises_the_exception_itself() -> None:
    async def fail(item: int) -> int:
        raise LookupError(item)

    with pytest.raises(LookupError) as caught:
        await bulk.gather(fail, [1, 2])
    assert caught.value.args == (1,)
    assert others() == set()


@pytest.mark.parametrize("return_exceptions", [False, True])
async def test_cancelled_call_raises(*, return_exceptions: bool) -> None:
    async def cancelled(item: int) -> int:
        raise asyncio.CancelledError(item)

    with pytest.raises(asyncio.CancelledError):
        await bulk.gather(cancelled, [1], return_exceptions=return_exceptions)


@pytest.mark.parametrize("kind", [bulk.gather, bulk.run])
async def test_failure_of_the_source_ends_the_calls(kind: Any) -> None:
    calls = Calls()

    async def source() -> AsyncIterator[int]:
        yield 1
        await settle()
        raise LookupError("the file ends here")

    with pytest.raises(LookupError, match="the file ends here"):
        await (kind(calls, source()) if kind is bulk.gather else anext(kind(calls, source())))
    assert calls.cancelled == [1]
    assert others() == set()


async def test_progress_is_reported_before_each_result() -> None:
    told: list[tuple[int, int | None]] = []

    def tell(done: int, total: int | None) -> None:
        told.append((done, total))

    async for _ in bulk.run(doubled, [1, 2, 3], on_progress=tell):
        assert told
    assert told == [(1, 3), (2, 3), (3, 3)]
    told.clear()
    await bulk.gather(doubled, numbers(2, []), on_progress=tell)
    assert told == [(1, None), (2, None)]


async def test_failure_of_on_progress_ends_the_calls() -> None:
    def fail(_done: int, _total: int | None) -> None:
        raise LookupError("the terminal is closed")

    with pytest.raises(LookupError, match="the terminal is closed"):
        await bulk.gather(doubled, range(100), on_progress=fail)
    assert others() == set()


async def test_leaving_the_loop_leaves_no_task() -> None:
    calls = Calls()
    asyncio.get_running_loop().call_later(0.01, lambda: calls.end(0))
    async for _ in bulk.run(calls, range(100), limit=4):
        break
    gc.collect()
    await settle()
    assert sorted(calls.cancelled) == [1, 2, 3, *([4] if 4 in calls.started else [])]
    assert others() == set()


async def test_closing_the_iterator_ends_the_calls_at_once() -> None:
    calls = Calls()
    results = bulk.run(calls, range(100), limit=4)
    first = asyncio.ensure_future(anext(results))
    await settle()
    calls.end(0)
    await first
    await results.aclose()
    assert others() == set()
    assert {1, 2, 3} <= {*calls.cancelled}


async def test_cancelling_ends_the_calls_at_once() -> None:
    calls = Calls()
    gathered = asyncio.ensure_future(bulk.gather(calls, range(100), limit=4))
    await settle()
    gathered.cancel()
    with pytest.raises(asyncio.CancelledError):
        await gathered
    assert sorted(calls.cancelled) == [0, 1, 2, 3]
    assert others() == set()


async def test_iterator_that_is_not_used_starts_nothing() -> None:
    read: list[int] = []
    await bulk.run(doubled, counted(3, read)).aclose()
    assert (read, others()) == ([], set())


async def test_empty_source() -> None:
    assert await bulk.gather(doubled, []) == []
    assert [pair async for pair in bulk.run(doubled, numbers(0, []))] == []


async def test_memory_does_not_grow_with_the_items() -> None:
    most_tasks = 0
    peaks: list[int] = []
    done = 0
    tracemalloc.start()
    try:
        async for item, result in bulk.run(doubled, numbers_of(20_000)):
            assert result == 2 * item
            done += 1
            if done % 1000 == 0:
                most_tasks = max(most_tasks, len(others()))
            if done in {2_000, 20_000}:
                peaks.append(tracemalloc.get_traced_memory()[1])
                tracemalloc.reset_peak()
    finally:
        tracemalloc.stop()
    assert done == 20_000
    assert most_tasks <= 17
    # Ten times as many items: 18,000 more integers in a list would take 0.7 MB.
    assert peaks[1] < peaks[0] + 200_000


async def numbers_of(count: int) -> AsyncIterator[int]:
    for number in range(1000, 1000 + count):
        yield number


@pytest.mark.parametrize("kind", [bulk.run, bulk.gather])
@pytest.mark.parametrize(
    ("arguments", "options", "kind_of_error", "problem"),
    [
        ((doubled, [1]), {"limit": 0}, ValueError, "limit must be 1 or more, not 0"),
        ((doubled, 7), {}, TypeError, "items must be an iterable or an async iterable, not int"),
        ((doubled, "usr_1"), {}, TypeError, "items must be an iterable or an async iterable, not str"),
        (([1], doubled), {}, TypeError, "function must be a coroutine function of one argument, not list"),
    ],
)
async def test_invalid_arguments(
    kind: Any, arguments: Any, options: Any, kind_of_error: type[Exception], problem: str
) -> None:
    with pytest.raises(kind_of_error, match=problem):
        await kind(*arguments, **options)
