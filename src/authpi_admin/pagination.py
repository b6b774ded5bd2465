"""Iterates over the items of all pages of a list."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from authpi_core.types import Page

from authpi_admin.errors import MalformedResponseError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine

T = TypeVar("T")

__all__ = ["Page", "Pages"]

_REMEMBERED = 100  # cursors; limits memory. Longer cycles are found by `Pages._milestone`
_PAGE_SIZE = 100  # the maximum of the API
_MAX_EMPTY_PAGES = 1_000  # in a row; chosen: far more than a filter should produce, so the list would never end


class _Fetch(Protocol[T]):
    """Requests the page at `cursor` (`None` for the first page) with at most `limit` items."""

    def __call__(self, *, cursor: str | None, limit: int | None) -> Coroutine[Any, Any, Page[T]]: ...


class _Spawn(Protocol):
    """Starts reading ahead in a task. If the client does not read ahead, it closes `work` and returns `None`."""

    def __call__(self, work: Coroutine[Any, Any, T], /) -> asyncio.Task[T] | None: ...


class Pages(Generic[T]):
    """An async iterator over the items of all pages of a list, in order.

    From the second page on, the next page is requested while the caller processes the current one. After an error, the
    next call requests the same page again, so no item is skipped. Several tasks can take items from one iterator; each
    item is returned once.

    Attributes:
        cursor: Cursor to resume with, as `list_all(cursor=…)`: that of the current page, or of the next page once
            `collect` has returned all items of the current page. A resumed listing restarts at the interrupted page, so
            some of its items may repeat. `None` before the first page and after the last page.
    """

    def __init__(self, fetch: _Fetch[T], spawn: _Spawn, name: str, *, cursor: str | None, limit: int | None) -> None:
        """Create the iterator. No request is sent.

        Args:
            fetch: Requests one page.
            spawn: Starts a request in a task, to read ahead.
            name: Name of the method, for error messages.
            cursor: Cursor of the page to start with; `None` for the first page.
            limit: Maximum number of items per page; `None` for 100.
        """
        self.cursor = cursor
        self._fetch = fetch
        self._spawn = spawn
        self._name = name
        self._limit = limit
        self._rest: list[T] = []  # of the current page, last item first
        self._next: str | None = cursor
        self._pages = 0
        self._empty_pages = 0  # in a row
        self._has_more = True
        self._is_closed = False
        self._ahead: asyncio.Task[Page[T]] | None = None
        self._waiting: asyncio.Timeout | None = None  # of the wait for a page; `aclose` ends it
        self._turn = asyncio.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._seen: dict[str | None, None] = {cursor: None}  # the latest cursors, as an ordered set
        self._milestone: str | None = None

    def __aiter__(self) -> Pages[T]:
        """Return the iterator itself."""
        return self

    def __repr__(self) -> str:
        """Return the name of the method and the current cursor."""
        state = "closed" if self._is_closed else f"cursor={self.cursor!r}"
        return f"<Pages of {self._name}, {state}>"

    async def __anext__(self) -> T:
        """Return the next item.

        Returns:
            The item.

        Raises:
            StopAsyncIteration: There are no more items.
            ApiError: The next page could not be requested.
        """
        while not self._rest:
            if not await self._begin_page():
                raise StopAsyncIteration
        return self._rest.pop()

    async def pages(self) -> AsyncIterator[Page[T]]:
        """Iterate over whole pages instead of items.

        Yields:
            The remaining items of the current page, if any, and each later page.

        Raises:
            ApiError: The next page could not be requested.
        """
        while True:
            if self._rest:
                rest, self._rest = self._rest[::-1], []
                yield Page(rest, self._has_more, self._next)
                continue
            async with self._own_turn():
                page = await self._advance()
            if page is None:
                return
            yield page

    async def collect(self, *, limit: int | None = None) -> list[T]:
        """Return the next items as a list.

        Args:
            limit: Maximum number of items to return and to request; `None` for all remaining items.

        Returns:
            The items.

        Raises:
            ApiError: A page could not be requested. The next call returns the items that were received before.
            RuntimeError: Another task closed the iterator meanwhile.
            ValueError: `limit` is negative.
        """
        if limit is not None and limit < 0:
            raise ValueError(f"limit must be a number of items, 0 or more, not {limit}")
        items: list[T] = []
        start, was_closed = self.cursor, self._is_closed
        try:
            while limit is None or len(items) < limit:
                if self._rest:
                    items.append(self._rest.pop())
                elif not await self._begin_page(None if limit is None else limit - len(items)):
                    break
        except BaseException:  # also a cancellation
            self._rest += items[::-1]
            self.cursor = start
            raise
        if self._is_closed and not was_closed:
            raise RuntimeError(f"{self._name}: the iterator was closed while collect() was running")
        if not self._rest:
            self.cursor = self._next
        return items

    async def aclose(self) -> None:
        """Stop the iteration and cancel the running request, if any. No more items are returned."""
        self._is_closed, self._has_more, self._rest = True, False, []
        ahead, self._ahead = self._ahead, None
        if ahead is not None and ahead.get_loop() is asyncio.get_running_loop():
            ahead.cancel()
            await asyncio.gather(ahead, return_exceptions=True)
        if self._waiting is not None and not self._waiting.expired():
            self._waiting.reschedule(0)
        async with self._own_turn():
            pass  # the task that was waiting for the request has released the lock

    def _own_turn(self) -> asyncio.Lock:
        """Return the lock for requesting pages; a new one after a fork, since the parent may hold the old one."""
        loop = asyncio.get_running_loop()
        if self._loop is not loop:
            self._loop, self._turn, self._ahead = loop, asyncio.Lock(), None
        return self._turn

    async def _begin_page(self, wanted: int | None = None) -> bool:
        """Make the next page the current one; return whether there was one."""
        async with self._own_turn():
            if self._rest:
                return True  # another task has requested a page meanwhile
            page = await self._advance(wanted)
            if page is None:
                return False
            self._rest = page.data[::-1] + self._rest  # items that a failed `collect` put back are returned first
            return True

    async def _advance(self, wanted: int | None = None) -> Page[T] | None:
        """Request the next page; `wanted` is the number of items that are still needed, `None` for all."""
        if not self._has_more:
            self.cursor = None
            return None
        page: Page[T] | None = None
        try:
            async with asyncio.timeout(None) as self._waiting:
                page = await self._fetched_ahead()
                if page is None:
                    page = await self._start(wanted)
        except TimeoutError:
            if not self._is_closed:
                raise
        finally:
            self._waiting = None
        if page is None or self._is_closed:
            return None
        self._check(page)
        self._empty_pages = 0 if page.data else self._empty_pages + 1
        self.cursor, self._next, self._has_more = self._next, page.next_cursor, page.has_more
        self._pages += 1
        left = None if wanted is None else max(wanted - len(page.data), 0)
        if self._has_more and self._pages > 1 and left != 0:
            self._ahead = self._spawn(self._start(left))
        return page

    async def _fetched_ahead(self) -> Page[T] | None:
        """Return the page that was requested ahead, or `None`."""
        # Reset before it is awaited, so that the page is requested again after a cancellation or an error.
        ahead, self._ahead = self._ahead, None
        if ahead is None:
            return None
        try:
            await asyncio.wait([ahead])
        except asyncio.CancelledError:
            ahead.cancel()
            raise
        # Closing the client cancels the task, which must not look like a cancellation of the caller.
        return None if ahead.cancelled() else ahead.result()

    def _start(self, wanted: int | None) -> Coroutine[Any, Any, Page[T]]:
        """Return a coroutine that requests the next page."""
        size = _PAGE_SIZE if self._limit is None else self._limit
        return self._fetch(cursor=self._next, limit=size if wanted is None else min(size, wanted))

    def _check(self, page: Page[T]) -> None:
        """Raise an error if the list would end too early, or never."""
        if not page.has_more:
            return
        if page.next_cursor is None:
            raise self._malformed("returned has_more without next_cursor")
        if page.next_cursor in self._seen or page.next_cursor == self._milestone:
            raise self._malformed("returned the same cursor twice")
        if not page.data and self._empty_pages + 1 >= _MAX_EMPTY_PAGES:
            raise self._malformed(f"returned {_MAX_EMPTY_PAGES:,} empty pages in a row")
        self._seen[page.next_cursor] = None
        if len(self._seen) > _REMEMBERED:
            del self._seen[next(iter(self._seen))]
        # Brent's cycle detection: the cursors of pages 1, 2, 4, 8, … are enough to find a cycle of any length.
        if self._pages.bit_count() == 1:
            self._milestone = page.next_cursor

    def _malformed(self, problem: str) -> MalformedResponseError:
        """Return the error of an invalid page."""
        return MalformedResponseError("malformed_response", f"{self._name}: the API {problem}", method="GET")


if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name != "auto_paginate":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from authpi_admin._v1.names import moved  # noqa: PLC0415 - only programs written for 1.x use it

        return moved(__name__, name)
